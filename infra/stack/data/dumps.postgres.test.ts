import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { clusterUrlVariable, createDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { runScript, writePrograms } from '../../../tests/support/stack/scripted.programs.ts';
import { drillScript, dumpScript, restoreScript } from './postgres.dumps.ts';

/** Whether the PATH has programs that can dump the PostgreSQL of the tests. Older ones refuse a newer server. */
function hasPrograms(): boolean {
  const { stdout } = spawnSync('pg_dump', ['--version'], { encoding: 'utf8' });
  return /^pg_dump \(PostgreSQL\) (1[89]|[2-9]\d)/.test(stdout ?? '');
}

describe('a dump of a single PostgreSQL', () => {
  let folder: string;
  let databases: { todo: TestDatabase; dapr: TestDatabase };

  before(async function () {
    if (!hasPrograms()) this.skip();
    folder = await mkdtemp(join(tmpdir(), 'todo-dump-'));
    databases = { todo: await createDatabase(), dapr: await createDatabase() };
    await writeFile(join(folder, 'password'), decodeURIComponent(new URL(process.env[clusterUrlVariable]!).password));
  });
  after(async () => {
    if (!databases) return;
    await Promise.all(Object.values(databases).map((database) => database.drop()));
    await rm(folder, { recursive: true });
  });

  /** Runs a script with the names of the test's databases. */
  function run(script: string) {
    const { hostname, port, username } = new URL(process.env[clusterUrlVariable]!);
    const nameOf = ({ url }: TestDatabase) => new URL(url).pathname.slice(1);
    const named = script.replaceAll(
      /\b(in|for database in) todo dapr\b/g,
      `$1 ${nameOf(databases.todo)} ${nameOf(databases.dapr)}`,
    );
    return runScript(named, {
      PATH: process.env['PATH'],
      PASSWORD_FILE: join(folder, 'password'),
      DUMPS: folder,
      KEEP: '2',
      PGHOST: hostname,
      PGPORT: port,
      PGUSER: username,
    });
  }

  async function query(url: string, sql: string) {
    const client = new pg.Client(url);
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  it('brings back the rows, the rights of the application, and the rule that activity is never changed', async () => {
    const { url, ownerUrl } = databases.todo;
    const rows = () =>
      query(ownerUrl, 'select "user".id, email, task.title, search from "user" join task on owner_id = "user".id');
    await query(
      ownerUrl,
      `with me as (insert into "user" (id, email, time_zone, locale, created_at, session_version)
         values (gen_random_uuid(), 'me@example.com', 'UTC', 'en-GB', now(), 1) returning id)
       insert into task (id, owner_id, title, description, tags, priority, version, occurrence, position, created_at, updated_at)
         select gen_random_uuid(), id, 'Café 牛乳', '', '{urgent}', 'high', 1, 1, 'a', now(), now() from me`,
    );
    // As in dumps of versions before 0.6.
    await query(ownerUrl, 'alter function search_vector(text, "char") reset search_path');
    const before = await rows();
    const dumped = run(dumpScript);
    assert.equal(dumped.status, 0, dumped.stderr);
    assert.equal((await readdir(folder)).filter((name) => /^\d{8}T\d{6}Z$/.test(name)).length, 1);

    // A later version adds a table that refers to one of the dump.
    await query(ownerUrl, 'delete from task; delete from "user"; create table later (task_id uuid references task)');
    const restored = run(restoreScript);
    assert.equal(restored.status, 0, restored.stderr);
    assert.deepEqual(await rows(), before);
    assert.deepEqual(await query(ownerUrl, "select to_regclass('later') as later"), [{ later: null }]);
    assert.equal((await query(url, 'select count(*)::int as n from "user"'))[0].n, 1, 'the application may read');
    await query(ownerUrl, 'create table later (task_id uuid references task)'); // as a migration does
    await assert.rejects(query(url, 'delete from activity'), /permission denied/);
    await assert.rejects(query(url, 'create table mine (id int)'), /permission denied/);
  });

  it('is tried beside the databases, and a dump that lacks a row is found', async () => {
    const drilled = run(drillScript);
    assert.equal(drilled.status, 0, drilled.stderr);
    assert.match(drilled.stdout, /can be restored, with all its rows/);
    const [newest] = (await readdir(folder))
      .filter((name) => /^\d{8}T\d{6}Z$/.test(name))
      .sort()
      .reverse();
    const counted = join(folder, newest!, `${new URL(databases.todo.url).pathname.slice(1)}.rows`);
    assert.match(await readFile(counted, 'utf8'), /^user\|1$/m);
    await appendFile(counted, 'one more table|1\n');
    assert.notEqual(run(drillScript).status, 0);
  });
});

describe('the scripts of dumps', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'todo-dump-'));
    await writeFile(join(folder, 'password'), 'for-tests-only');
  });
  after(() => rm(folder, { recursive: true }));

  /** Runs a script with a pg_isready and a psql that are these scripts. */
  async function run(script: string, programs: { pg_isready: string; psql: string }) {
    await writePrograms(folder, programs);
    const PATH = `${folder}:${process.env['PATH']}`;
    const PASSWORD_FILE = join(folder, 'password');
    return runScript(script, { PATH, PASSWORD_FILE, DUMPS: folder, PGHOST: 'postgres', WAIT_SECONDS: '2' });
  }

  it('begin when PostgreSQL can be reached', async () => {
    const isReadyLater = `echo >>'${folder}/calls'; [ "$(wc -l <'${folder}/calls')" = 2 ]`;
    const { status, stderr } = await run(dumpScript, { pg_isready: isReadyLater, psql: 'exit 7' });
    assert.deepEqual({ status, stderr }, { status: 7, stderr: '' });
  });

  for (const [name, script] of Object.entries({ dumpScript, drillScript, restoreScript })) {
    it(`say what to do when it cannot: ${name}`, async () => {
      const { status, stderr } = await run(script, { pg_isready: 'exit 2', psql: 'exit 7' });
      assert.equal(status, 1);
      assert.match(stderr, /does not accept connections at postgres\. Start it, and run this Job again/);
    });
  }
});
