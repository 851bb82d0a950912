import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { stackNames } from '../../infra/render/stack.file.ts';
import { environment } from './config.ts';
import { preview } from './preview.ts';
import { makeProject } from './project.ts';
import { pulumiVersion, RequirementError } from './requirements.ts';

/** `npm run test:pulumi` lets Pulumi preview both stacks in both phases, with the policies and a temporary state. */
const folder = mkdtempSync(join(tmpdir(), 'todo-pulumi-'));
try {
  process.stdout.write(`Pulumi ${pulumiVersion()}, Node ${process.version}\n`);
  const { KUBECONFIG: cluster, DAPR_CHART: chart } = environment;
  process.stdout.write(
    cluster
      ? `Against the API server of ${cluster}.\n`
      : 'Without an API server (no KUBECONFIG): resources are rendered by the provider, and Dapr is not installed.\n',
  );
  const context = cluster && parse(readFileSync(cluster, 'utf8'))['current-context'];
  let failed = 0;
  for (const stack of stackNames) {
    for (const phase5 of [true, false]) {
      const project = join(folder, `${stack}-${phase5 ? 5 : 4}`);
      const env = makeProject(project, stack, { phase5, context, chart });
      const { ok, summary } = await preview(project, stack, env);
      process.stdout.write(`${ok ? 'passed' : 'FAILED'}: ${stack}, Phase ${phase5 ? 5 : 4}: ${summary}\n`);
      if (!ok) failed += 1;
    }
  }
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof RequirementError)) throw error;
  process.stderr.write(`Pulumi did not preview anything. ${error.message}\n`);
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
