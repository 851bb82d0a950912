import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { databasesAt } from './drill.config.ts';
import { DrillError } from './drill.error.ts';
import { KubernetesApi } from './kubernetes.api.ts';
import { drillLimits, type RestoreDrill, restoreDrill, untilArchived } from './restore-drill.ts';
import { type Database, withClient, wrongTables } from './row.counts.ts';

const name = 'postgres-drill';
const ca = 'the certificate of the restored cluster';
const cluster = { kind: 'Cluster', metadata: { name } };
const limits = { ...drillLimits, connected: 50, poll: 1 };

describe('a restore drill', () => {
  let live: TestDatabase;
  let restored: TestDatabase;
  let server: Server;
  /** What Kubernetes has, and what it does as a cluster is created. */
  let state: { cluster: boolean; volume: boolean; ready: boolean; unavailable: number; onCreate(): Promise<unknown> };
  let requests: string[];
  let lines: [message: string, details: object][];

  beforeEach(async () => {
    [live, restored] = await Promise.all([createDatabase(), createDatabase()]);
    await archives(live, 'F'.repeat(24));
    for (const { ownerUrl } of [live, restored]) await run(ownerUrl, users(2));
    state = { cluster: false, volume: false, ready: true, unavailable: 0, onCreate: async () => undefined };
    requests = [];
    lines = [];
    server = createServer(async (request, response) => {
      const { method, url, headers } = request;
      const what = `${method} ${url?.split('/').slice(-2).join('/')}`;
      const body = await text(request);
      const send = (status: number, content: object) => response.writeHead(status).end(JSON.stringify(content));
      if (headers.authorization !== 'Bearer its-token') return send(401, { message: 'Unauthorized' });
      if (state.unavailable-- > 0) return response.writeHead(503).end('upstream is away');
      requests.push(what);
      if (what === 'POST todo/clusters') {
        assert.deepEqual(JSON.parse(body), cluster);
        if (state.cluster || state.volume) return send(409, { message: 'already exists' });
        state.cluster = state.volume = true;
        await state.onCreate();
        return send(201, cluster);
      }
      if (what === `DELETE clusters/${name}`) {
        state.cluster = false;
        return send(200, {});
      }
      if (what === `GET clusters/${name}` && state.cluster) return send(200, status(state.ready));
      if (what === `GET persistentvolumeclaims/${name}-1` && state.volume) {
        state.volume = state.cluster; // it goes after the cluster
        return send(200, {});
      }
      if (what === `GET secrets/${name}-ca` && state.cluster)
        return send(200, { data: { 'ca.crt': Buffer.from(ca).toString('base64'), 'ca.key': 'secret' } });
      return send(404, { message: 'not found' });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    server.close();
    await Promise.all([live.drop(), restored.drop()]);
  });

  function drill(changes: Partial<RestoreDrill> = {}, token = 'its-token') {
    const log = (details: object, message: string) => lines.push([message, details]);
    return restoreDrill({
      kubernetes: new KubernetesApi({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        namespace: 'todo',
        token: () => token,
      }),
      cluster,
      live: [databaseOf(live)],
      restored: (given) => {
        assert.equal(given, ca);
        return [databaseOf(restored)];
      },
      logger: { info: log, warn: log },
      limits,
      signal: new AbortController().signal,
      ...changes,
    });
  }

  const created = () => requests.filter((request) => request.startsWith('POST')).length;
  const nothingIsLeft = () => assert.deepEqual([state.cluster, state.volume], [false, false]);

  it('passes where the restored databases have the rows of the live ones, and leaves nothing', async () => {
    await drill();
    assert.equal(created(), 1);
    nothingIsLeft();
    const [message, { tables }] = lines.find(([message]) => message.includes('with all its rows')) as [
      string,
      { tables: number },
    ];
    assert.ok(tables > 10, message);
    assert.doesNotMatch(JSON.stringify(lines), /its-token|test_owner|ca\.key/);
  });

  it('fails for a table that was not restored, and for one with too few or too many rows, by their names', async () => {
    await run(restored.ownerUrl, 'drop table dead_letter cascade; delete from "user" where email = \'1@example.com\'');
    await run(restored.ownerUrl, "insert into rate_limit (key) values ('unlogged, so nothing is said of it')");
    await assert.rejects(drill(), ({ message }: DrillError) => {
      assert.match(message, /^The backup does not restore all rows\. /);
      assert.deepEqual(
        message.split('. ').slice(1),
        ['todo: public.dead_letter is missing', 'todo: public.user has 1 instead of 2 rows.'],
        message,
      );
      return true;
    });
    nothingIsLeft();
    await run(restored.ownerUrl, users(5, 2));
    await assert.rejects(drill(), /public\.user has 4 instead of 2 rows\./);
  });

  it('takes what is written and deleted meanwhile for neither lost nor wrong', async () => {
    const aDeletion = 'delete from "user" where email = \'0@example.com\'';
    state.onCreate = () => run(live.ownerUrl, `${users(7, 2)}; ${aDeletion}`);
    await run(restored.ownerUrl, aDeletion);
    await drill();
    await run(restored.ownerUrl, 'delete from "user"');
    state.onCreate = () => run(live.ownerUrl, users(9, 7));
    await assert.rejects(drill(), /public\.user has 0 instead of 6 to 8 rows\./);
  });

  it('deletes first what an interrupted run has left, and waits until its volume has gone', async () => {
    state.cluster = state.volume = true;
    await drill();
    assert.equal(created(), 1);
    assert.equal(requests[0], `DELETE clusters/${name}`);
    assert.ok(lines.some(([message]) => message === 'Waiting until the restored cluster is deleted.'));
    nothingIsLeft();
  });

  it('says what the cluster says where it never becomes ready, and deletes it', async () => {
    state.ready = false;
    await assert.rejects(
      drill({ limits: { ...limits, ready: 20 } }),
      /the cluster postgres-drill is ready; it says "Setting up primary: Restoring backup"/,
    );
    assert.ok(
      lines.some(([, details]) => 'phase' in details && details.phase === 'Setting up primary: Restoring backup'),
    );
    nothingIsLeft();
  });

  it('deletes the cluster where the restored databases cannot be read', async () => {
    await assert.rejects(
      drill({
        restored: () => [{ name: 'todo', connection: { connectionString: 'postgresql://me@127.0.0.1:1/todo' } }],
      }),
      /the restored databases can be read\. .*ECONNREFUSED/,
    );
    assert.equal(created(), 1);
    nothingIsLeft();
  });

  it('deletes the cluster when it is interrupted', async () => {
    state.ready = false;
    const ending = new AbortController();
    state.onCreate = async () => setImmediate(() => ending.abort(new DrillError('The drill was interrupted.')));
    await assert.rejects(drill({ signal: ending.signal }), /The drill was interrupted\./);
    nothingIsLeft();
  });

  it('outlasts an API that is away for a moment, and ends at once where it refuses', async () => {
    state.unavailable = 3;
    await drill();
    assert.ok(lines.some(([message]) => message === 'This is tried again.'));
    await assert.rejects(drill({}, 'another-token'), /DELETE cluster postgres-drill with 401: Unauthorized/);
    assert.equal(created(), 1);
  });

  describe('waits until what was counted is archived', () => {
    const wait = (segment: string, times = {}) => {
      const logger = { info: (_: object, message: string) => lines.push([message, {}]), warn: assert.fail };
      return untilArchived(
        {
          live: [databaseOf(live)],
          logger,
          limits: { ...limits, ...times },
          signal: new AbortController().signal,
        },
        { segment },
      );
    };

    it('also by another primary, whose timeline is another', async () => {
      await archives(live, '000000020000000000000005');
      await wait('000000010000000000000005');
      assert.deepEqual(lines, [['What was counted is archived.', {}]]);
    });

    it('and not longer than some minutes where nothing is written, so that there is nothing to archive', async () => {
      await archives(live, '000000010000000000000004', '000000010000000000000005');
      await wait('000000010000000000000005', { quiet: 1 });
      assert.deepEqual(lines, [['Nothing was written that is not archived.', {}]]);
    });

    for (const last of ['000000020000000000000004', '00000002.history']) {
      it(`and fails where PostgreSQL writes on and archived ${last} at last`, async () => {
        await archives(live, last, '000000010000000000000006');
        await assert.rejects(
          wait('000000010000000000000005', { quiet: 1, archived: 20 }),
          /segment 000000010000000000000005 is archived; 000000010000000000000005 failed\./,
        );
      });
    }
  });

  it('compares no table that was dropped meanwhile, and says where what was written meanwhile is not known', () => {
    const activity = (started: string, ...names: string[]) => ({
      tables: new Map(names.map((name) => [name, { inserted: 0, deleted: 0 }])),
      started,
    });
    const before = { rows: new Map([['old', 1]]), activity: activity('at 3', 'old'), segment: '' };
    assert.deepEqual(wrongTables(before, new Map(), activity('at 3')), []);
    assert.deepEqual(wrongTables(before, new Map(), activity('at 3', 'old')), ['old is missing.']);
    assert.throws(() => wrongTables(before, before.rows, activity('at 4', 'old')), /has restarted meanwhile/);
  });

  it('connects to the restored databases by TLS, and trusts the authority of that cluster alone', () => {
    const passwords = { OWNER_PASSWORD: 'one', STATE_STORE_PASSWORD: 'other' };
    for (const { connection } of databasesAt('postgres-drill-rw', passwords, ca)) {
      assert.deepEqual([connection.host, connection.ssl], ['postgres-drill-rw', { ca }]);
    }
  });
});

/** The manifest as CloudNativePG changes it. */
function status(ready: boolean) {
  return {
    ...cluster,
    status: {
      phase: ready ? 'Cluster in healthy state' : 'Setting up primary',
      ...(ready ? {} : { phaseReason: 'Restoring backup' }),
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  };
}

function databaseOf({ ownerUrl }: TestDatabase): Database {
  return { name: 'todo', connection: { connectionString: ownerUrl } };
}

/** PostgreSQL counts what a session has done at its end, or when it asks for that. */
function run(connectionString: string, sql: string): Promise<unknown> {
  return withClient({ connectionString }, (client) => client.query(`select pg_stat_force_next_flush(); ${sql}`));
}

function users(to: number, from = 0): string {
  return `insert into "user" (id, email, time_zone, locale, created_at, session_version)
    select gen_random_uuid(), n || '@example.com', 'UTC', 'en-GB', now(), 1 from generate_series(${from}, ${to - 1}) n`;
}

/** Stands for the archiver, which the PostgreSQL of the tests does not have, and for the segment that is written at present. */
async function archives({ ownerUrl }: TestDatabase, last: string, present?: string): Promise<void> {
  const { pathname } = new URL(ownerUrl);
  await run(
    ownerUrl,
    `alter database ${pathname.slice(1)} set search_path = public, pg_catalog;
     create or replace view public.pg_stat_archiver as select '${last}' as last_archived_wal, '000000010000000000000005' as last_failed_wal;
     create or replace function public.pg_walfile_name(pg_lsn) returns text language sql as
       $$ select ${present ? `'${present}'` : 'pg_catalog.pg_walfile_name($1)'} $$`,
  );
}
