import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type ServiceName, serviceNames } from '../../infra/local/processes/process-plan.ts';
import { isUp } from '../../infra/local/processes/program.ts';
import { eventually } from '../support/eventually.ts';
import type { BenchSystem } from './bench-system.ts';
import { interleaved } from './measure.ts';
import { residentBytes } from './resident-bytes.ts';
import type { Result } from './saved-results.ts';

/**
 * Measures the memory of idle services and the restart after a kill. Compares both with a bare HTTP server of Node. The services
 * have been started before, so their code is compiled, as it is in the image and from the second `npm start` on.
 */
export async function benchRest({ system }: BenchSystem): Promise<Result[]> {
  const restart = async (name: ServiceName, signal: NodeJS.Signals) => {
    const service = system.processes.get(name);
    const ended = service?.pid;
    service?.kill(signal);
    await eventually(`the ${name} service is ready again`, async () => {
      return service?.pid !== ended && (await isUp(`${system.urls[name]}/readyz`));
    });
  };
  for (const name of serviceNames) await restart(name, 'SIGTERM');
  const bare = await startBare();
  const limit = residentBytes(bare.pid) / 2 ** 20;
  bare.kill();
  const memory = serviceNames.map((name) => ({
    name: `Memory of the ${name} service at rest`,
    ours: residentBytes(system.processes.get(name)?.pid ?? 0) / 2 ** 20,
    limit,
    unit: 'MiB',
  }));
  const [back, start] = await interleaved(
    3,
    async () => {
      const began = performance.now();
      await restart('backend', 'SIGKILL');
      return performance.now() - began;
    },
    async () => {
      const began = performance.now();
      (await startBare()).kill();
      return performance.now() - began;
    },
  );
  return [...memory, { name: 'The backend is ready again after a kill', ours: back, limit: start, unit: 'ms' }];
}

const bareServer =
  "require('node:http').createServer((_, response) => response.end()).listen(0, '127.0.0.1', () => console.log('listening'))";

async function startBare(): Promise<{ pid: number; kill(): void }> {
  const child = spawn(process.execPath, ['-e', bareServer], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => createInterface(child.stdout).once('line', resolve));
  return { pid: child.pid ?? 0, kill: () => void child.kill('SIGKILL') };
}
