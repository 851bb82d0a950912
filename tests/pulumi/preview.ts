import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root, type StackName } from '../../infra/render/stack.file.ts';

/** Previews a stack of a project with Pulumi. Returns a summary, or the whole output if the preview failed. */
export function preview(
  project: string,
  stack: StackName,
  settings: Record<string, string>,
): { ok: boolean; summary: string } {
  const env = { ...process.env, ...settings };
  const pulumi = (...args: string[]) =>
    spawnSync('pulumi', [...args, '--non-interactive', '--color', 'never', '--cwd', project], {
      env,
      encoding: 'utf8',
    });
  const initialized = pulumi('stack', 'init', stack);
  if (initialized.status !== 0) return { ok: false, summary: `${initialized.stdout}${initialized.stderr}` };
  const { status, stdout, stderr } = pulumi('preview', '--stack', stack, '--policy-pack', join(root, 'infra/policies'));
  const [, created] = /\+ (\d+) to create/.exec(stdout) ?? [];
  const policies = /✅ todo-chatbot@/.test(stdout);
  if (status !== 0 || !created || !policies) return { ok: false, summary: `\n${stdout}${stderr}` };
  return { ok: true, summary: `${created} resources would be created, and keep to the policies` };
}
