import assert from 'node:assert/strict';
import { Client as PgClient } from 'pg';
import type { ApiResponse } from '../support/api-client.ts';
import { assertProblem } from '../support/assert-problem.ts';
import { type TestBackendOptions, useBackend } from '../support/backend/start-backend.ts';
import { poolerPortVariable } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { useClient } from '../support/use-client.ts';

/** A backend whose tasks can be locked, so that every statement about them waits. */
function useLockableBackend(options: TestBackendOptions) {
  const backend = useBackend(options);
  let owner: PgClient;
  beforeEach(async () => {
    owner = new PgClient(backend.database.ownerUrl);
    await owner.connect();
  });
  afterEach(() => owner.end());

  return {
    backend,
    async whileLocked(work: () => Promise<void>): Promise<void> {
      await owner.query('begin; lock table task in access exclusive mode');
      try {
        await work();
      } finally {
        await owner.query('rollback');
      }
    },
    unlock: () => owner.query('rollback'),
    /** The processes of PostgreSQL that wait for the lock. */
    async waiting(): Promise<number[]> {
      const { rows } = await owner.query<{ pid: number }>(
        `select pid from pg_locks where not granted and relation = 'task'::regclass`,
      );
      return rows.map(({ pid }) => pid);
    },
    async isConnected(pid: number): Promise<boolean> {
      return (await owner.query('select from pg_stat_activity where pid = $1', [pid])).rows.length > 0;
    },
    /** Returns what a counter has counted with this label. */
    async counted(name: string, label: string): Promise<number> {
      const { values } = await backend.metrics.getSingleMetric(name)!.get();
      return values.find(({ labels }) => Object.values(labels).includes(label))?.value ?? 0;
    },
  };
}

describe('a statement that takes too long', () => {
  const { backend, whileLocked, waiting, counted } = useLockableBackend({
    limits: {
      READ_STATEMENT_SECONDS: 3,
      WRITE_STATEMENT_SECONDS: 3,
      TRANSFER_STATEMENT_SECONDS: 3,
      CONNECTIONS_PER_PERSON: 3,
    },
  });
  const ada = useClient(backend);

  it('is cancelled after the time for its kind of request, which is 503', async () => {
    const tasks = [{ title: 'x' }];
    await whileLocked(async () => {
      const requests = [ada.get('/api/tasks'), ada.post('/api/tasks', tasks[0]), ada.post('/api/import', { tasks })];
      for (const response of await Promise.all(requests)) {
        assertProblem(response, 503, 'service_unavailable');
        assert.equal(response.headers.get('retry-after'), '5');
      }
      assert.deepEqual(await waiting(), []);
    });
    assert.equal(await counted('statements_cancelled_total', 'timed out'), 3);
    for (const kind of ['READ', 'WRITE', 'TRANSFER']) {
      assert.equal(await counted('limit_refusals_total', `${kind}_STATEMENT_SECONDS`), 1, kind);
    }
    assert.equal((await ada.get('/api/tasks')).status, 200);
  });

  it('has a longer time on the server, which ends it also when the backend has died', async () => {
    const [row] = await backend.orm.em.execute<[{ setting: string }]>(
      `select current_setting('statement_timeout') as setting`,
    );
    assert.equal(row.setting, '10min');
  });

  it('is cancelled if it searches, and the person is asked for fewer words', async () => {
    await whileLocked(async () => {
      assertProblem(await ada.get('/api/tasks?q=milk'), 400, 'validation_failed', 'query.q');
    });
  });
});

describe('a statement whose client leaves', () => {
  const { backend, whileLocked, waiting, isConnected, counted } = useLockableBackend({
    limits: { READ_STATEMENT_SECONDS: 600, WRITE_STATEMENT_SECONDS: 600 },
  });
  const ada = useClient(backend);

  /** Sends a request, waits until its statement waits for the lock, and closes the connection. @returns the process that waits */
  async function leave(method: 'GET' | 'POST', body?: object): Promise<number> {
    const leaving = new AbortController();
    const sent = fetch(`${backend.url}/api/tasks`, {
      method,
      headers: { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
      signal: leaving.signal,
    });
    await eventually('it waits', async () => (await waiting()).length === 1);
    const [pid] = await waiting();
    leaving.abort();
    await assert.rejects(sent, { name: 'AbortError' });
    return pid!;
  }

  it('is cancelled if it reads, and its connection is not used again', async () => {
    await whileLocked(async () => {
      const pid = await leave('GET');
      await eventually('nothing waits', async () => (await waiting()).length === 0);
      // A pooler keeps its own connections to PostgreSQL.
      if (!process.env[poolerPortVariable])
        await eventually('the connection is closed', async () => !(await isConnected(pid)));
    });
    assert.equal(await counted('statements_cancelled_total', 'client gone'), 1);
    await eventually('the request is counted as one whose client left', async () => {
      const { values } = await backend.metrics.getSingleMetric('http_request_duration_seconds')!.get();
      return values.some(({ labels }) => labels['route'] === '/api/tasks' && Number(labels['status']) === 499);
    });
    assert.equal((await ada.get('/api/tasks')).status, 200);
  });

  it('goes on if it changes something: a page that is left sends its last change', async () => {
    await whileLocked(async () => {
      await leave('POST', { title: 'the last change' });
    });
    await eventually('the task is there', async () => (await ada.get('/api/tasks')).body.items.length === 1);
  });
});

describe('requests beyond what the database can take', () => {
  const { backend, whileLocked, unlock, waiting, counted } = useLockableBackend({
    limits: { DATABASE_WAIT_SECONDS: 3, SEARCHES_AT_ONCE: 2, SEARCHES_WAITING: 1, READ_STATEMENT_SECONDS: 600 },
    poolSize: 3,
  });
  const ada = useClient(backend);
  const eve = useClient(backend);

  const costly: [what: string, search: () => Promise<ApiResponse>][] = [
    ['searches', () => ada.get('/api/tasks?q=milk')],
    ['talks to the chatbot', () => ada.post('/api/chat', { message: 'find milk' })],
  ];
  for (const [what, search] of costly) {
    it(`are 429 where one person ${what} too often at once, and others go on`, async () => {
      const before = await counted('limit_refusals_total', 'SEARCHES_AT_ONCE');
      let searches: ReturnType<typeof search>[] = [];
      await whileLocked(async () => {
        searches = [search(), search()];
        await eventually('two searches run', async () => (await waiting()).length === 2);
        const more = Array.from({ length: 5 }, search);
        searches.push(...more);
        for (const answer of await firstOf(more, 4)) assertProblem(answer, 429, 'too_many_requests');
        assert.equal((await eve.get('/api/auth/me')).status, 200);
      });
      const statuses = (await Promise.all(searches)).map(({ status }) => status);
      assert.deepEqual(statuses.toSorted(), [200, 200, 200, 429, 429, 429, 429]);
      assert.equal(await counted('limit_refusals_total', 'SEARCHES_AT_ONCE'), before + 4);
    });
  }

  it('are 503 after a bounded wait where every connection is in use', async () => {
    await whileLocked(async () => {
      const running = [ada, ada, eve].map((client) => client.get('/api/tasks'));
      await eventually('every connection is in use', async () => (await waiting()).length === 3);
      const answer = await eve.get('/api/tasks');
      assertProblem(answer, 503, 'service_unavailable');
      assert.equal(answer.headers.get('retry-after'), '5');
      assert.equal(await counted('limit_refusals_total', 'DATABASE_WAIT_SECONDS'), 1);
      await unlock();
      for (const { status } of await Promise.all(running)) assert.equal(status, 200);
    });
  });
});

describe('requests of one person, whatever they ask for', () => {
  const { backend, whileLocked, waiting, counted } = useLockableBackend({
    limits: { CONNECTIONS_PER_PERSON: 2, REQUESTS_WAITING_PER_PERSON: 2, READ_STATEMENT_SECONDS: 600 },
    poolSize: 3,
  });
  const ada = useClient(backend);
  const eve = useClient(backend);

  it('take turns for two connections of three, and what is too much is 429', async () => {
    const add = () => ada.post('/api/tasks', { title: 'x' });
    let requests: ReturnType<typeof add>[] = [];
    await whileLocked(async () => {
      requests = [add(), add()];
      await eventually('two statements run', async () => (await waiting()).length === 2);
      const more = Array.from({ length: 5 }, add);
      requests.push(...more);
      for (const answer of await firstOf(more, 3)) assertProblem(answer, 429, 'too_many_requests');
      assert.equal((await eve.get('/api/auth/me')).status, 200);
      assert.equal((await waiting()).length, 2);
    });
    const statuses = (await Promise.all(requests)).map(({ status }) => status);
    assert.deepEqual(statuses.toSorted(), [201, 201, 201, 201, 429, 429, 429]);
    assert.equal(await counted('limit_refusals_total', 'REQUESTS_WAITING_PER_PERSON'), 3);
  });
});

/** Resolves with the first of these that settle. */
async function firstOf<T>(promises: Promise<T>[], count: number): Promise<T[]> {
  const settled: T[] = [];
  for (const promise of promises) void promise.then((value) => settled.push(value));
  await eventually(`${count} are done`, () => settled.length >= count);
  return settled.slice(0, count);
}
