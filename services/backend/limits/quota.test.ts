import assert from 'node:assert/strict';
import { type IncomingMessage, request as open } from 'node:http';
import { type ApiResponse, type Client, registerClient, request } from '../../../tests/support/api-client.ts';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { startBackend, useBackend } from '../../../tests/support/backend/start-backend.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import type { Limits } from './limits.ts';

const titles = (count: number) => Array.from({ length: count }, (_, index) => ({ title: `Task ${index}` }));

describe('what one person may keep', () => {
  const backend = useBackend({ limits: { TASKS_PER_PERSON: 5, TASK_BYTES_PER_PERSON: 1000 } });

  async function withTasks(count: number): Promise<Client> {
    const person = await backend.register();
    assert.equal((await person.post('/api/tasks/batch', { tasks: titles(count) })).status, 201);
    return person;
  }
  const usageOf = async (person: Client) => {
    const [usage] = await backend.orm.em.execute<[{ tasks: number; rows: number }]>(
      'select sum(tasks)::int as tasks, count(*)::int as rows from task_usage where owner_id = ?',
      [person.userId],
    );
    return usage;
  };
  const countTasks = async (person: Client) => (await person.get('/api/tasks?limit=100')).body.items.length;

  const additions: [name: string, add: (person: Client) => Promise<ApiResponse>][] = [
    ['a task', (person) => person.post('/api/tasks', { title: 'One more' })],
    ['a batch', (person) => person.post('/api/tasks/batch', { tasks: titles(1) })],
    ['a line of quick add', (person) => person.post('/api/tasks/quick', { text: 'One more tomorrow' })],
    ['an import', (person) => person.post('/api/import', { tasks: titles(1) })],
  ];
  for (const [name, add] of additions) {
    it(`has no room for ${name} when it is full, and has when a task is deleted`, async () => {
      const person = await withTasks(5);
      const refused = await add(person);
      assertProblem(refused, 403, 'quota_exceeded');
      assert.match(refused.body.detail, /5 tasks/);
      assert.equal(await countTasks(person), 5);
      const [{ id }] = (await person.get('/api/tasks')).body.items;
      assert.equal((await person.post(`/api/tasks/${id}/complete`)).status, 200, 'what adds nothing needs no room');
      assert.equal((await person.delete(`/api/tasks/${id}`)).status, 204);
      assert.ok((await add(person)).status < 300);
      assert.equal(await countTasks(person), 5);
    });
  }

  it('has no room for what the chat and MCP add either, and they say so', async () => {
    const person = await withTasks(5);
    const { body } = await person.post('/api/chat', { message: 'add one more' });
    assert.match(body.reply, /5 tasks/);
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'add', arguments: { title: 'x' } } };
    const mcp = await request(`${backend.url}/mcp`, 'POST', call, {
      authorization: `Bearer ${person.token}`,
      accept: 'application/json, text/event-stream',
    });
    assert.match(JSON.stringify(mcp.body), /5 tasks/);
    assert.equal(await countTasks(person), 5);
  });

  it('is bounded in bytes, and what is too long can be made shorter', async () => {
    const person = await withTasks(1);
    const [{ id }] = (await person.get('/api/tasks')).body.items;
    const describe = (length: number) => person.patch(`/api/tasks/${id}`, { description: 'é'.repeat(length / 2) });
    assert.equal((await describe(800)).status, 200);
    assertProblem(await describe(1200), 403, 'quota_exceeded');
    assert.equal((await describe(100)).status, 200);
    assert.equal((await describe(800)).status, 200);
  });

  it('is counted exactly, also of many that write at once, in few rows', async () => {
    const person = await withTasks(0);
    const all = await Promise.all(Array.from({ length: 4 }, () => person.post('/api/tasks', { title: 'x' })));
    await Promise.all(all.slice(0, 2).map(({ body }) => person.delete(`/api/tasks/${body.id}`)));
    assert.equal((await usageOf(person))?.tasks, 2);
    await person.post('/api/tasks', { title: 'x' });
    assert.deepEqual(await usageOf(person), { tasks: 3, rows: 1 });
  });
});

describe('what one person may write', () => {
  async function withLimits(
    limits: Partial<Limits>,
    test: (person: Client, other: Client, url: string) => Promise<void>,
  ) {
    const backend = await startBackend({ limits });
    try {
      await test(await backend.register(), await backend.register(), backend.url);
      const { body } = await request(`${backend.url}/metrics`, 'GET');
      assert.match(body, /^limit_refusals_total\{limit="\w+",service="backend"\} [1-9]/m);
    } finally {
      await backend.stop();
    }
  }
  const assertRefused = (refusal: ApiResponse, seconds: number) => {
    assertProblem(refusal, 429, 'too_many_requests');
    const wait = Number(refusal.headers.get('retry-after'));
    assert.ok(wait >= 1 && wait <= seconds, `Retry-After is ${wait}`);
  };

  for (const [limit, seconds] of [
    ['WRITES_PER_MINUTE', 60],
    ['WRITES_PER_DAY', 24 * 3600],
  ] as const) {
    it(`is ${limit}: requests and the tasks that they change`, async () => {
      await withLimits({ [limit]: 10 }, async (person, other) => {
        assert.equal((await person.post('/api/tasks', { title: 'Two' })).status, 201);
        assert.equal((await person.post('/api/tasks/batch', { tasks: titles(50) })).status, 201);
        assertRefused(await person.post('/api/tasks', { title: 'x' }), seconds);
        assertRefused(await person.post('/api/chat', { message: 'add x' }), seconds);
        assert.equal((await person.get('/api/tasks')).status, 200);
        assert.equal((await other.post('/api/tasks', { title: 'x' })).status, 201);
      });
    });
  }

  /** Sends the beginning of a large body. */
  function begin(url: string, { token }: Client, body: string | { length: number }) {
    const sent = open(`${url}/api/import`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': body.length,
      },
    });
    sent.on('error', () => undefined).write('{"tasks":[');
    const answered = new Promise<IncomingMessage>((resolve) => sent.once('response', resolve));
    return { sent, answered };
  }

  it('is LARGE_BODIES_AT_ONCE, until they are answered', async () => {
    await withLimits({ LARGE_BODIES_AT_ONCE: 1 }, async (person, other, url) => {
      const file = { tasks: titles(10).map((task) => ({ ...task, description: 'x'.repeat(8000) })) };
      const body = JSON.stringify(file);
      const both = [begin(url, person, body), begin(url, person, body)];
      const [refused, { statusCode }] = await Promise.race(both.map(async (one) => [one, await one.answered] as const));
      assert.equal(statusCode, 429);
      refused.sent.destroy();
      assertProblem(await person.get('/api/export'), 429, 'too_many_requests');
      assert.equal((await other.post('/api/import', file)).status, 200);
      assert.equal((await person.post('/api/import', { tasks: titles(1) })).status, 200, 'small ones need no place');
      const admitted = both.find((one) => one !== refused)!;
      admitted.sent.end(body.slice('{"tasks":['.length));
      assert.equal((await admitted.answered).statusCode, 200);
      await eventually('there is a place again', async () => (await person.post('/api/import', file)).status === 200);
    });
  });

  it('is LARGE_BODY_BYTES: half of the memory for large bodies, of which the rest is for others', async () => {
    await withLimits({ LARGE_BODY_BYTES: 1_000_000, LARGE_BODIES_AT_ONCE: 9 }, async (person, other, url) => {
      const metric = async (pattern: RegExp) => pattern.exec((await request(`${url}/metrics`, 'GET')).body)?.[1];
      const held = [begin(url, person, { length: 400_000 }), begin(url, other, { length: 400_000 })];
      const heldBytes = () => metric(/^large_body_bytes\{.*\} (\d+)/m);
      await eventually('both are received', async () => (await heldBytes()) === '800000');
      const status = async (client: Client, length: number) => {
        const { sent, answered } = begin(url, client, { length });
        const { statusCode, headers } = await answered;
        sent.destroy();
        return [statusCode, Boolean(headers['retry-after'])];
      };
      assert.deepEqual(await status(person, 101_000), [429, true]);
      const third = await registerClient(url);
      assert.deepEqual(await status(third, 201_000), [503, true]);
      const file = { tasks: titles(10).map((task) => ({ ...task, description: 'x'.repeat(8000) })) };
      assert.equal((await third.post('/api/import', file)).status, 200, 'there is room for less');
      for (const { sent } of held) sent.destroy();
      await eventually('there is room again', async () => (await heldBytes()) === '0');
      assert.equal(await metric(/^http_request_duration_seconds_count\{.*status="499".*\} (\d+)/m), '2');
    });
  });
});
