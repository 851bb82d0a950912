import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { eventually } from '../../../tests/support/eventually.ts';
import { isAlive, throwAwayFolder } from '../../../tests/support/services/local-system.ts';
import { freePort } from '../resources/free-port.ts';
import { StartError } from '../start-error.ts';
import { explainPostgresFailure } from './postgres.failure.ts';
import { startPostgres } from './postgres.ts';
import type { PostgresOptions, RunningPostgres } from './postgres.types.ts';

describe('embedded PostgreSQL', () => {
  const folder = throwAwayFolder();
  let options: PostgresOptions;
  let server: RunningPostgres;

  before(async () => {
    const dataDir = join(folder.path, 'postgres');
    options = { dataDir, port: await freePort(), superuserPassword: `it's "odd" @/%`, throwAway: true };
    // An interrupted first start leaves this folder behind.
    await mkdir(`${dataDir}.unfinished`);
    await writeFile(join(`${dataDir}.unfinished`, 'PG_VERSION'), '18\n');
    server = await startPostgres(options);
  });
  after(async () => {
    await server.stop();
    folder.remove();
  });

  async function query(sql: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client(server.url);
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  it('is set up for text in any language, and for many connections', async () => {
    const [row] = await query(`
      select current_setting('server_encoding') as encoding, current_setting('max_connections')::int >= 200 as many,
        to_tsvector('simple', '“Übung”') as words, (select array_agg(x order by x) from unnest(array['z', 'Ü', 'a', 'V']) x) as sorted`);
    assert.deepEqual(row, { encoding: 'UTF8', many: true, words: "'übung':1", sorted: ['a', 'Ü', 'V', 'z'] });
  });

  it('keeps what people write out of its log', async () => {
    const [row] = await query(`
      select current_setting('log_min_error_statement') as statement, current_setting('log_error_verbosity') as details,
        current_setting('log_parameter_max_length_on_error') as parameters`);
    assert.deepEqual(row, { statement: 'panic', details: 'terse', parameters: '0' });
  });

  it('refuses a wrong password', async () => {
    const client = new pg.Client(server.url.replace(/:[^:@]*@/, ':wrong@'));
    await assert.rejects(client.connect(), { code: '28P01' });
  });

  it('keeps what was committed over a stop and a start', async () => {
    await query('create table kept as select 1 as n');
    await server.stop();
    assert.equal(isAlive(server.pid), false);
    server = await startPostgres(options);
    assert.deepEqual(await query('select n from kept'), [{ n: 1 }]);
  });

  it('starts again on the same data at once after a SIGKILL amid a statement', async () => {
    await query('insert into kept values (2)');
    const busy = new pg.Client(server.url);
    busy.on('error', () => {});
    await busy.connect();
    const statement = assert.rejects(busy.query('select pg_sleep(60)'));
    server.kill('SIGKILL');
    assert.deepEqual(await server.exited, { code: null, signal: 'SIGKILL' });
    server = await startPostgres(options);
    await statement;
    assert.deepEqual(await query('select n from kept order by n'), [{ n: 1 }, { n: 2 }]);
  });

  it('says that the data folder is in use, and leaves the other instance alone', async () => {
    await assert.rejects(startPostgres({ ...options, port: await freePort() }), (error: Error) => {
      assert.ok(error instanceof StartError);
      assert.equal(
        error.message,
        `The data folder ${options.dataDir} is in use by another instance (PostgreSQL process ${server.pid}). Stop that one, or set DATA_DIR.`,
      );
      return true;
    });
    assert.deepEqual(await query('select 1 as n'), [{ n: 1 }]);
  });

  it('says that the port is in use', async () => {
    const other = createServer().listen(await freePort(), '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const dataDir = join(folder.path, 'second');
    await assert.rejects(startPostgres({ ...options, dataDir, port }), {
      name: 'StartError',
      message: `Port ${port} (PostgreSQL) is in use by another program. Stop it, or set POSTGRES_PORT to another port.`,
    });
    other.close();
  });

  it('says what to do about a full disk and a read-only one', () => {
    const full = 'FATAL:  could not write lock file "postmaster.pid": No space left on device';
    assert.match(explainPostgresFailure(full, '/data', 1).message, /^The disk is full: .*\/data.*Free some space/);
    const readOnly = 'initdb: error: could not change permissions of directory "/data": Read-only file system';
    assert.match(explainPostgresFailure(readOnly, '/data', 1).message, /^\/data is on a read-only disk\. Set DATA_DIR/);
  });

  it('is shut down when the process that started it is killed', async () => {
    const program = `
      import { startPostgres } from ${JSON.stringify(new URL('./postgres.ts', import.meta.url).href)};
      process.stdout.write((await startPostgres(JSON.parse(process.argv[1]))).pid + '\\n');`;
    const own = { ...options, dataDir: join(folder.path, 'third'), port: await freePort() };
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program, JSON.stringify(own)]);
    const [pid] = await once(createInterface({ input: parent.stdout }), 'line');
    assert.ok(isAlive(Number(pid)));
    parent.kill('SIGKILL');
    await eventually('PostgreSQL is gone', () => !isAlive(Number(pid)));
  });
});
