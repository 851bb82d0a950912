import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createEmptyDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { migrate } from './migrations.ts';

describe('waiting for what a service needs', () => {
  let database: TestDatabase;
  before(async () => {
    database = await createEmptyDatabase();
  });
  after(() => database.drop());

  it('lasts until every address accepts connections and the schema is current, and says what is missing', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');

    const program = spawn(process.execPath, [join(import.meta.dirname, 'await.main.ts'), `127.0.0.1:${port}`], {
      env: { DATABASE_URL: database.url },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(program, 'exit');
    const lines = createInterface(program.stdout)[Symbol.asyncIterator]();
    const missing = async () => JSON.parse((await lines.next()).value ?? '{}').missing;
    assert.deepEqual(await missing(), [`127.0.0.1:${port}`, 'the current schema']);
    server.listen(port, '127.0.0.1');
    assert.deepEqual(await missing(), ['the current schema']);
    await migrate(database.ownerUrl, database.url);
    assert.deepEqual(await ended, [0, null]);
    server.close();
  });
});
