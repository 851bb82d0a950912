import assert from 'node:assert/strict';
import type { ApiResponse, Client } from '../../../tests/support/api-client.ts';
import { useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../tests/support/use-client.ts';
import { lastPosition } from '../platform/positions.ts';

describe('tasks', () => {
  const backend = useBackend();
  const ada = useClientPerTest(backend, 'Europe/Berlin');

  const everything = {
    title: '  Pay rent ',
    description: 'To the landlord',
    priority: 'high',
    tags: ['Home', ' money ', 'home'],
    due: { date: '2036-01-31', time: '09:00' },
    recurrence: { frequency: 'monthly' },
    reminders: [{ minutesBefore: 60 }],
  };

  it('are created with all fields, and read back the same', async () => {
    const created = await ada.post('/api/tasks', everything);
    assert.equal(created.status, 201);
    const { id, createdAt, updatedAt, seriesId, reminders, position, ...rest } = created.body;
    assert.deepEqual(rest, {
      title: 'Pay rent',
      description: 'To the landlord',
      completed: false,
      completedAt: null,
      priority: 'high',
      tags: ['home', 'money'],
      due: { date: '2036-01-31', time: '09:00', timeZone: 'Europe/Berlin' },
      dueAt: '2036-01-31T08:00:00.000Z',
      recurrence: { frequency: 'monthly', interval: 1, from: 'due' },
      occurrence: 1,
      snoozedUntil: null,
      listId: null,
      parentId: null,
      subtasks: { total: 0, completed: 0 },
      version: 1,
    });
    assert.equal(position, lastPosition(new Date(createdAt), id));
    assert.equal(createdAt, updatedAt);
    assert.match(seriesId, /^[0-9a-f-]{36}$/);
    assert.deepEqual(
      reminders.map(({ id: _, ...reminder }: { id: string }) => reminder),
      [{ minutesBefore: 60, fireAt: '2036-01-31T07:00:00.000Z', state: 'pending' }],
    );
    assert.equal(created.headers.get('etag'), '"1"');
    assert.equal(created.headers.get('location'), `/api/tasks/${id}`);

    const read = await ada.get(`/api/tasks/${id}`);
    assert.deepEqual(read.body, created.body);
    const list = await ada.get('/api/tasks');
    assert.deepEqual(list.body, { items: [created.body], nextCursor: null });
  });

  it('change only in what a PATCH names, and null clears', async () => {
    const { body: task } = await ada.post('/api/tasks', everything);
    const titled = await ada.patch(`/api/tasks/${task.id}`, { title: 'Pay the rent' });
    assert.deepEqual(titled.body, { ...task, title: 'Pay the rent', version: 2, updatedAt: titled.body.updatedAt });

    const cleared = await ada.patch(`/api/tasks/${task.id}`, {
      description: null,
      priority: null,
      tags: null,
      due: null,
      recurrence: null,
      reminders: null,
    });
    const { description, priority, tags, due, dueAt, recurrence, seriesId, reminders, version } = cleared.body;
    assert.deepEqual(
      { description, priority, tags, due, dueAt, recurrence, seriesId, reminders, version },
      {
        description: '',
        priority: 'medium',
        tags: [],
        due: null,
        dueAt: null,
        recurrence: null,
        seriesId: null,
        reminders: [],
        version: 3,
      },
    );
  });

  it('have a title in one line that ends what it begins: a tab is a blank, and a direction is closed', async () => {
    const title = '\tRent\r\nof \u202edrawkcab';
    const stored = 'Rent of \u202edrawkcab\u202c';
    const { body: task } = await ada.post('/api/tasks', { title, tags: ['\u2067b'] });
    assert.deepEqual([task.title, task.tags], [stored, ['\u2067b\u2069']]);
    const { body: other } = await ada.post('/api/tasks', { title: 'Other' });
    assert.equal((await ada.patch(`/api/tasks/${other.id}`, { title })).body.title, stored);
    assert.equal((await ada.get('/api/tasks?tag=%E2%81%A7b')).body.items.length, 1);
  });

  it('leave no trace of a PATCH that changes nothing', async () => {
    const { body: task } = await ada.post('/api/tasks', everything);
    const same = await ada.patch(`/api/tasks/${task.id}`, { ...everything, title: 'Pay rent' });
    assert.deepEqual(same.body, task);
    assert.equal((await ada.get(`/api/tasks/${task.id}/activity`)).body.items.length, 1);
  });

  it('are completed and reopened, each once however often it is asked', async () => {
    const { body: task } = await ada.post('/api/tasks', { title: 'Once' });
    const done = await ada.post(`/api/tasks/${task.id}/complete`);
    assert.equal(done.body.completed, true);
    assert.deepEqual((await ada.post(`/api/tasks/${task.id}/complete`)).body, done.body);
    assert.equal((await ada.post(`/api/tasks/${task.id}/reopen`)).body.completedAt, null);
    assert.equal((await ada.post(`/api/tasks/${task.id}/reopen`)).body.version, 3);
    const { body } = await ada.get(`/api/tasks/${task.id}/activity`);
    assert.deepEqual(
      body.items.map((row: { action: string }) => row.action),
      ['reopened', 'completed', 'created'],
    );
  });

  it('tell in their activity who changed what, before and after', async () => {
    const { body: task } = await ada.post('/api/tasks', { title: 'Old', tags: ['a'] });
    await ada.patch(`/api/tasks/${task.id}`, { title: 'New', tags: ['b'] });
    await ada.delete(`/api/tasks/${task.id}`);
    const { body } = await ada.get('/api/activity');
    const [deleted, updated, created] = body.items;
    assert.deepEqual([deleted.action, updated.action, created.action], ['deleted', 'updated', 'created']);
    assert.equal(updated.actor, 'user');
    assert.deepEqual(updated.changes, { title: { from: 'Old', to: 'New' }, tags: { from: ['a'], to: ['b'] } });
    assert.equal((await ada.get(`/api/tasks/${task.id}`)).status, 404);
  });

  it('of another person do not exist', async () => {
    const eve = await backend.register();
    const { body: task } = await ada.post('/api/tasks', { title: 'Secret' });
    const attempts = await Promise.all([
      eve.get(`/api/tasks/${task.id}`),
      eve.patch(`/api/tasks/${task.id}`, { title: 'x' }),
      eve.delete(`/api/tasks/${task.id}`),
      eve.post(`/api/tasks/${task.id}/complete`),
      eve.post(`/api/tasks/${task.id}/reopen`),
      eve.get(`/api/tasks/${task.id}/activity`),
    ]);
    assert.deepEqual(new Set(attempts.map(({ status }) => status)), new Set([404]));
    assert.deepEqual((await eve.get('/api/tasks')).body.items, []);
  });

  it('let one of two writers with the same ETag win, and tell the other', async () => {
    const { body: task } = await ada.post('/api/tasks', { title: 'Contended' });
    const ifMatch = { 'if-match': '"1"' };
    const responses = await Promise.all(
      ['First', 'Second'].map((title) => ada.patch(`/api/tasks/${task.id}`, { title }, ifMatch)),
    );
    assert.deepEqual(responses.map(({ status }) => status).sort(), [200, 412]);
    const won = responses.find(({ status }) => status === 200);
    assert.deepEqual((await ada.get(`/api/tasks/${task.id}`)).body, won?.body);
  });

  describe('in a list', () => {
    const titles = (response: { body: { items: { title: string }[] } }) =>
      response.body.items.map(({ title }) => title);

    async function pageByPage(client: Client, query: string): Promise<string[]> {
      const paged: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: ApiResponse = await client.get(`/api/tasks?${query}&limit=1${cursor && `&cursor=${cursor}`}`);
        paged.push(...titles(page));
        cursor = page.body.nextCursor;
      }
      return paged;
    }

    beforeEach(async () => {
      const add = async (task: object) => {
        backend.clock.now = new Date(backend.clock.now.getTime() + 1000);
        await ada.post('/api/tasks', task);
      };
      await add({ title: 'banana', priority: 'urgent', tags: ['fruit', 'yellow'], due: { date: '2026-03-01' } });
      await add({ title: 'Apple', priority: 'low', tags: ['fruit'], due: { date: '2026-02-01' } });
      await add({ title: 'cherry', tags: ['red'] });
      await add({ title: 'Date', priority: 'high' });
    });

    const cases: [query: string, expected: string[]][] = [
      ['', ['Date', 'cherry', 'Apple', 'banana']],
      ['order=asc', ['banana', 'Apple', 'cherry', 'Date']],
      ['sort=title', ['Apple', 'banana', 'cherry', 'Date']],
      ['sort=title&order=desc', ['Date', 'cherry', 'banana', 'Apple']],
      ['sort=priority', ['banana', 'Date', 'cherry', 'Apple']],
      ['sort=due', ['Apple', 'banana', 'Date', 'cherry']],
      ['sort=due&order=desc', ['banana', 'Apple', 'Date', 'cherry']],
      ['tag=fruit', ['Apple', 'banana']],
      ['tag=fruit&tag=yellow', ['banana']],
      ['notTag=fruit', ['Date', 'cherry']],
      ['priority=high&priority=low', ['Date', 'Apple']],
      ['dueBefore=2026-02-15T00:00:00Z', ['Apple']],
      ['dueAfter=2026-02-15T00:00:00Z', ['banana']],
      ['q=che', ['cherry']],
      ['q=apples', ['Apple']],
    ];
    for (const [query, expected] of cases) {
      it(`answers ?${query}, whole and page by page`, async () => {
        assert.deepEqual(titles(await ada.get(`/api/tasks?${query}`)), expected);
        assert.deepEqual(await pageByPage(ada, query), expected);
      });
    }

    it('sort titles by the numbers in them, as people count', async () => {
      const inOrder = [
        'Task',
        'task 1',
        'Task 1a',
        'TASK 2',
        'Täsk 3',
        'task 10',
        'Task 10.9',
        'Task 10.10',
        'Task 100',
        'tasks',
      ];
      const carl = await backend.register();
      for (const title of inOrder.toSorted()) await carl.post('/api/tasks', { title });
      assert.deepEqual(await pageByPage(carl, 'sort=title'), inOrder);
      assert.deepEqual(await pageByPage(carl, 'sort=title&order=desc'), inOrder.toReversed());
    });

    it('sort what is due at the same time by priority, the most urgent first in both orders', async () => {
      const carl = await backend.register();
      const [early, late] = [{ date: '2026-02-01' }, { date: '2026-02-02', time: '09:00' }];
      for (const due of [late, null, early]) {
        for (const priority of ['medium', 'urgent', 'low', 'high']) {
          await carl.post('/api/tasks', { title: `${due?.date.at(-1) ?? '-'} ${priority}`, priority, due });
        }
      }
      const byPriority = (day: string) => ['urgent', 'high', 'medium', 'low'].map((priority) => `${day} ${priority}`);
      assert.deepEqual(await pageByPage(carl, 'sort=due'), ['1', '2', '-'].flatMap(byPriority));
      assert.deepEqual(await pageByPage(carl, 'sort=due&order=desc'), ['2', '1', '-'].flatMap(byPriority));
      assert.deepEqual(await pageByPage(carl, 'sort=due&status=open'), ['1', '2', '-'].flatMap(byPriority));
    });

    it('filter by status, "today" and "overdue" in the zone of the person', async () => {
      backend.clock.now = new Date('2026-01-31T23:30:00Z'); // in Berlin it is 1 February already
      assert.deepEqual(titles(await ada.get('/api/tasks?status=today')), ['Apple']);
      assert.deepEqual(titles(await ada.get('/api/tasks?status=overdue')), []);
      backend.clock.now = new Date('2026-02-01T23:00:00Z');
      assert.deepEqual(titles(await ada.get('/api/tasks?status=today')), []);
      assert.deepEqual(titles(await ada.get('/api/tasks?status=overdue')), ['Apple']);
    });
  });
});
