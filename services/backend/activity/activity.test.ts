import assert from 'node:assert/strict';
import { request } from '../../../tests/support/api-client.ts';
import { forgetActivity } from '../../../tests/support/backend/forget-activity.ts';
import { appApiToken, useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../tests/support/use-client.ts';

interface Row {
  id: string;
  taskId: string;
  action: string;
  actor: string;
  changes: Record<string, { from: unknown; to: unknown }>;
  at: string;
  title: string | null;
}

describe('the activity log', () => {
  const backend = useBackend();
  beforeEach(async () => {
    backend.clock.now = new Date('2026-05-01T08:00:00Z');
  });
  const ada = useClientPerTest(backend, 'Europe/Berlin');

  const add = async (task: object) => (await ada.post('/api/tasks', { title: 'Pay rent', ...task })).body;
  const activityOf = async (path: string): Promise<Row[]> => (await ada.get(path)).body.items;
  const asSidecar = (path: string, body: object) =>
    request(`${backend.url}${path}`, 'POST', body, { 'dapr-api-token': appApiToken });

  it('tells who did what to which task, and when', async () => {
    const recurring = await add({
      due: { date: '2026-05-01', time: '12:00' },
      recurrence: { frequency: 'daily' },
      reminders: [{ minutesBefore: 60 }],
    });
    backend.clock.now = new Date('2026-05-01T09:00:00Z');
    await asSidecar('/reminder-check', {});
    backend.clock.now = new Date('2026-05-01T09:30:00Z');
    const { body: done } = await ada.post(`/api/tasks/${recurring.id}/complete`);
    const { completedAt } = done;
    const { body } = await asSidecar('/internal/successors', { taskId: recurring.id, completedAt });
    backend.clock.now = new Date('2026-05-01T10:00:00Z');
    await ada.post('/api/chat', { message: 'add buy milk' });
    const rows = await activityOf('/api/activity');
    const chatted = rows[0]?.taskId;
    assert.deepEqual(
      rows.map(({ action, actor, taskId, at }) => [action, actor, taskId, at]),
      [
        ['created', 'chat', chatted, '2026-05-01T10:00:00.000Z'],
        ['created', 'recurring', body.successorId, '2026-05-01T09:30:00.000Z'],
        ['completed', 'user', recurring.id, '2026-05-01T09:30:00.000Z'],
        ['reminded', 'reminder', recurring.id, '2026-05-01T09:00:00.000Z'],
        ['created', 'user', recurring.id, '2026-05-01T08:00:00.000Z'],
      ],
    );
    assert.deepEqual(
      (await activityOf(`/api/tasks/${recurring.id}/activity`)).map(({ action }) => action),
      ['completed', 'reminded', 'created'],
    );
  });

  const due = { date: '2026-05-03', time: '12:00', timeZone: 'Europe/Berlin' };
  const moved = { ...due, date: '2026-05-04' };
  const daily = { frequency: 'daily', interval: 1, from: 'due' };
  const reminder = (fireAt: string, state = 'pending') => ({ minutesBefore: 60, fireAt, state });
  const patch = (changes: object) => (path: string) => ada.patch(path, changes);
  const cases: [
    title: string,
    change: (path: string) => Promise<unknown>,
    action: string,
    changes: Record<string, [from: unknown, to: unknown]>,
  ][] = [
    [
      'a title, a priority, tags and a description',
      patch({ title: 'Pay', priority: 'high', tags: ['home'], description: 'Now' }),
      'updated',
      { title: ['Pay rent', 'Pay'], priority: ['medium', 'high'], tags: [[], ['home']], description: ['', 'Now'] },
    ],
    [
      'a due that moves, and the reminder with it',
      patch({ due: moved }),
      'updated',
      {
        due: [due, moved],
        reminders: [[reminder('2026-05-03T09:00:00.000Z')], [reminder('2026-05-04T09:00:00.000Z')]],
      },
    ],
    ['a rule', patch({ recurrence: { frequency: 'daily' } }), 'updated', { recurrence: [null, daily] }],
    [
      'reminders that come and go',
      patch({ reminders: [{ at: '2026-05-02T00:00:00Z' }] }),
      'updated',
      {
        reminders: [
          [reminder('2026-05-03T09:00:00.000Z')],
          [{ at: '2026-05-02T00:00:00.000Z', fireAt: '2026-05-02T00:00:00.000Z', state: 'pending' }],
        ],
      },
    ],
    [
      'a completion, and the reminder that it cancels',
      (path) => ada.post(`${path}/complete`),
      'completed',
      {
        completed: [false, true],
        reminders: [[reminder('2026-05-03T09:00:00.000Z')], [reminder('2026-05-03T09:00:00.000Z', 'cancelled')]],
      },
    ],
    [
      'a deletion, by the title of what was deleted',
      (path) => ada.delete(path),
      'deleted',
      { title: ['Pay rent', null] },
    ],
  ];
  for (const [title, change, action, changes] of cases) {
    it(`tells before and after of ${title}, and no bookkeeping`, async () => {
      const { id } = await add({ due, reminders: [{ minutesBefore: 60 }] });
      backend.clock.now = new Date('2026-05-01T09:00:00Z');
      await change(`/api/tasks/${id}`);
      const [row, created, ...others] = await activityOf(`/api/tasks/${id}/activity`);
      assert.deepEqual([row?.action, row?.actor, row?.at], [action, 'user', '2026-05-01T09:00:00.000Z']);
      const expected = Object.entries(changes).map(([field, [from, to]]) => [field, { from, to }]);
      assert.deepEqual(row?.changes, Object.fromEntries(expected));
      assert.deepEqual([created?.action, created?.changes, others], ['created', {}, []]);
    });
  }

  /** Pages tell the present title of a task, which changes. */
  const withoutTitle = ({ title: _, ...row }: Row) => row;

  it('is read in pages that stay as they are while more is added, for a task and for the account', async () => {
    const task = await add({});
    for (let n = 1; n <= 6; n += 1) {
      await ada.patch(`/api/tasks/${task.id}`, { title: `Title ${n}` });
      await add({ title: `Another ${n}` });
    }
    for (const path of ['/api/activity', `/api/tasks/${task.id}/activity`]) {
      const whole = (await activityOf(path)).map(withoutTitle);
      const paged: Omit<Row, 'title'>[] = [];
      for (let cursor: string | null = ''; cursor !== null && paged.length <= whole.length; ) {
        const { body }: { body: { items: Row[]; nextCursor: string | null } } = await ada.get(
          `${path}?limit=2${cursor && `&cursor=${cursor}`}`,
        );
        assert.ok(body.items.length <= 2);
        paged.push(...body.items.map(withoutTitle));
        cursor = body.nextCursor;
        await ada.patch(`/api/tasks/${task.id}`, { title: `Later ${paged.length} ${path}` });
      }
      assert.deepEqual(paged, whole);
    }
  });

  it('is of the account alone, and outlives the task', async () => {
    const eve = await backend.register();
    const { id } = await add({});
    await ada.delete(`/api/tasks/${id}`);
    assert.deepEqual((await eve.get('/api/activity')).body, { items: [], nextCursor: null });
    assert.equal((await eve.get(`/api/tasks/${id}/activity`)).status, 404);
    assert.equal((await activityOf(`/api/tasks/${id}/activity`)).length, 2);
  });

  it('is empty for a task that did not change for as long as activity is kept, and unknown for a deleted one', async () => {
    const { id } = await add({});
    await forgetActivity(backend.database.ownerUrl, id);
    assert.deepEqual((await ada.get(`/api/tasks/${id}/activity`)).body, { items: [], nextCursor: null });
    await ada.delete(`/api/tasks/${id}`);
    await forgetActivity(backend.database.ownerUrl, id);
    assert.equal((await ada.get(`/api/tasks/${id}/activity`)).status, 404);
  });

  it('says of a successor that is taken back that it went, and by whom', async () => {
    const task = await add({ due, recurrence: { frequency: 'daily' } });
    const { body: done } = await ada.post(`/api/tasks/${task.id}/complete`);
    const { completedAt } = done;
    const { body } = await asSidecar('/internal/successors', { taskId: task.id, completedAt });
    await ada.post(`/api/tasks/${task.id}/reopen`);
    const [row] = await activityOf(`/api/tasks/${body.successorId}/activity`);
    assert.deepEqual(
      [row?.action, row?.actor, row?.changes],
      ['deleted', 'user', { title: { from: 'Pay rent', to: null } }],
    );
  });
});
