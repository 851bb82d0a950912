import { join } from 'node:path';
import { LocalWorkspace } from '@pulumi/pulumi/automation/index.js';
import { root, type StackName } from '../../infra/render/stack.file.ts';

/** Previews a stack of a project with Pulumi. Returns a summary, or the whole output if the preview failed. */
export async function preview(
  project: string,
  stack: StackName,
  envVars: Record<string, string>,
): Promise<{ ok: boolean; summary: string }> {
  try {
    const created = await LocalWorkspace.createStack({ stackName: stack, workDir: project }, { envVars });
    const { stdout, stderr, changeSummary } = await created.preview({
      color: 'never',
      policyPacks: [join(root, 'infra/policies')],
    });
    if (!/✅ todo-chatbot@/.test(stdout)) return { ok: false, summary: `\n${stdout}${stderr}` };
    return { ok: true, summary: `${changeSummary.create} resources would be created, and keep to the policies` };
  } catch (error) {
    return { ok: false, summary: `\n${(error as Error).message}` };
  }
}
