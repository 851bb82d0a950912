import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { serviceNames } from '../../infra/local/processes/process-plan.ts';
import { isUp } from '../../infra/local/processes/program.ts';
import { eventually } from '../support/eventually.ts';
import type { BenchSystem } from './bench-system.ts';
import { interleaved } from './measure.ts';
import { residentBytes } from './resident-bytes.ts';
import type { Result } from './saved-results.ts';

/** Measures the memory of idle services and the restart after a kill. Compares both with a bare HTTP server of Node. */
export async function benchRest({ system }: BenchSystem): Promise<Result[]> {
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
      const backend = system.processes.get('backend');
      const killed = backend?.pid;
      backend?.kill('SIGKILL');
      await eventually('the backend is ready again', async () => {
        return backend?.pid !== killed && (await isUp(`${system.urls.backend}/readyz`));
      });
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
