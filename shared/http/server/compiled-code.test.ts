import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../../tests/support/eventually.ts';

describe('the compiled code of a service', () => {
  it('is kept, although the process is killed later', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'compiled-code-'));
    const program = `
      import { createLogger } from '${join(import.meta.dirname, '../../logger.ts')}';
      import { runService } from '${join(import.meta.dirname, 'server.ts')}';
      setInterval(() => {}, 1_000);
      await runService(createLogger('recurring', 'silent'), async () => async () => {});`;
    const service = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      env: { NODE_COMPILE_CACHE: folder },
      stdio: 'inherit',
    });
    const ended = once(service, 'exit');
    try {
      await eventually('the code is there', async () => (await readdir(folder, { recursive: true })).length > 10);
    } finally {
      service.kill('SIGKILL');
    }
    assert.deepEqual(await ended, [null, 'SIGKILL']);
    await rm(folder, { recursive: true });
  });
});
