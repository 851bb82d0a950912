import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { aTask } from '../../../../../tests/support/frontend/a-task.ts';
import type { Edit } from '../edit.ts';
import { sendBatch } from './batch.sender.ts';
import { readTask, type SendOutcome, sendEdit } from './edit.sender.ts';

const task = aTask();
const edit: Edit = { id: 'edit', taskId: task.id, at: '', before: task, kind: 'complete' };

describe('Sending an edit', () => {
  afterEach(() => mock.restoreAll());

  // Each mock is restored before the next: `restoreAll` would put the one before back, and not the real fetch.
  const outcomeOf = async (status: number, body: string, headers = {}): Promise<SendOutcome> => {
    const fetching = mock.method(globalThis, 'fetch', async () => new Response(body, { status, headers }));
    const outcome = await sendEdit(edit, 1);
    fetching.mock.restore();
    return outcome;
  };

  it('is refused by the server’s word about the edit alone', async () => {
    const problem = JSON.stringify({ title: 'A problem' });
    const kinds = async (body: string, statuses: number[]) => {
      const found = new Set<string>();
      for (const status of statuses) found.add((await outcomeOf(status, body)).is);
      return [...found];
    };
    assert.deepEqual(await kinds(problem, [400, 403, 409, 413, 422]), ['refused']);
    assert.deepEqual(await kinds(problem, [408, 425, 429, 503]), ['unreachable']);
    assert.deepEqual(await kinds(problem, [500, 501, 502, 504]), ['failed']);
    assert.deepEqual(await kinds('<h1>Bad gateway</h1>', [500, 502, 504]), ['failed']);
    assert.deepEqual(await kinds('<h1>Away</h1>', [503]), ['unreachable']);
    assert.deepEqual(await outcomeOf(503, problem, { 'retry-after': '7' }), {
      is: 'unreachable',
      retryAfterSeconds: 7,
    });
  });

  it('names the version that it was made to where it could overwrite what others changed since', async () => {
    const fetching = mock.method(globalThis, 'fetch', async (_url: string, _init: RequestInit) => new Response('{}'));
    const kinds = ['update', 'delete', 'skip', 'complete', 'reopen'] as const;
    for (const kind of kinds) await sendEdit({ ...edit, changes: {}, kind } as Edit, 7);
    const named = fetching.mock.calls.map((call) => new Headers(call.arguments[1]?.headers).get('if-match'));
    assert.deepEqual(Object.fromEntries(kinds.map((kind, index) => [kind, named[index]])), {
      update: '"7"',
      delete: '"7"',
      skip: '"7"',
      complete: null,
      reopen: null,
    });
  });

  it('reopens several tasks in one request, whatever their versions are', async () => {
    const tasks = [aTask(), aTask()];
    const body = JSON.stringify({ items: tasks });
    const fetching = mock.method(globalThis, 'fetch', async (_url: string, _init: RequestInit) => new Response(body));
    const outcome = await sendBatch(
      tasks.map(({ id }) => ({ edit: { ...edit, kind: 'reopen', taskId: id, batch: 'batch' }, version: 3 })),
    );
    const [url, init] = fetching.mock.calls[0]!.arguments;
    assert.match(String(url), /api\/tasks\/update$/);
    assert.deepEqual(JSON.parse(String(init?.body)), {
      ids: tasks.map(({ id }) => id),
      changes: { completed: false },
    });
    assert.ok(outcome.is === 'done' && outcome.tasks.size === 2);
  });

  it('in one request with others names the version of each, and learns what went with which task', async () => {
    const [trip, pack, tent, garden] = [aTask(), aTask(), aTask(), aTask()];
    pack.parentId = trip.id;
    tent.parentId = pack.id;
    const body = JSON.stringify({ items: [garden, trip], subtasks: [pack, tent] });
    const fetching = mock.method(globalThis, 'fetch', async (_url: string, _init: RequestInit) => new Response(body));
    const deletion = (of: typeof trip, version: number) => ({
      edit: { ...edit, kind: 'delete', taskId: of.id, batch: 'batch' } as const,
      version,
    });
    const outcome = await sendBatch([deletion(garden, 3), deletion(trip, 7)]);
    const sent = JSON.parse(String(fetching.mock.calls[0]?.arguments[1]?.body));
    assert.deepEqual(sent, { ids: [garden.id, trip.id], versions: [3, 7] });
    assert.ok(outcome.is === 'done');
    const ids = [garden, trip].map(({ id }) => outcome.deleted?.get(id)?.map((task) => task.id));
    assert.deepEqual(ids, [[garden.id], [trip.id, pack.id, tent.id]]);
  });

  it('does not wait for a response for ever', async () => {
    const limit = new AbortController();
    const timeout = mock.method(AbortSignal, 'timeout', () => limit.signal);
    mock.method(
      globalThis,
      'fetch',
      (_url: string, { signal }: { signal: AbortSignal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    const sending = sendEdit(edit, 1);
    const reading = readTask(task.id);
    limit.abort(new DOMException('', 'TimeoutError'));
    const outcome = await sending;
    assert.deepEqual(
      [outcome.is, outcome.is === 'failed' && outcome.problem.message],
      ['failed', 'The server did not respond in time.'],
    );
    await assert.rejects(reading, { name: 'TimeoutError' });
    assert.deepEqual(
      timeout.mock.calls.map((call) => call.arguments),
      [[30_000], [30_000]],
    );
  });
});
