import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../config.ts';
import { StartError } from '../start-error.ts';
import { forwardPage, planDown, planUp } from './plan.ts';
import { minikubeProject } from './project.ts';
import { runSteps } from './run-steps.ts';
import { findTools } from './tools.ts';

/**
 * `npm run minikube` brings the system onto a cluster of this machine, and forwards the page until Ctrl-C. A second run updates
 * it. `npm run minikube -- --down` deletes the cluster.
 */
const project = join(root, '.data/minikube');
const port = 3000;
const say = (text: string) => process.stdout.write(text);
try {
  const { values } = parseArgs({ options: { down: { type: 'boolean', default: false } } });
  const tools = findTools(process.env['PATH'] ?? '');
  if (values.down) {
    await runSteps(planDown(tools), process.env, say);
    rmSync(project, { recursive: true, force: true });
  } else {
    const env = { ...process.env, ...minikubeProject(project, tools) };
    await runSteps(planUp(tools, project), env, say);
    say(
      `The page is at http://localhost:${port} until you press Ctrl-C. To delete everything: npm run minikube -- --down\n`,
    );
    const [program, ...args] = forwardPage(tools, port);
    const forward = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => forward.kill());
    await new Promise((resolve) => forward.once('close', resolve));
  }
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
process.disconnect?.();
