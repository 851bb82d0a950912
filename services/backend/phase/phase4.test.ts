import assert from 'node:assert/strict';
import { request } from '../../../tests/support/api-client.ts';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { countRows } from '../../../tests/support/backend/count-rows.ts';
import { appApiToken, useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClient } from '../../../tests/support/use-client.ts';

const id = '01890000-0000-7000-8000-000000000000';

describe('Phase 4', () => {
  const backend = useBackend({ eventsEnabled: false });
  const ada = useClient(backend);

  it('tells by its config that it is on', async () => {
    const response = await request(`${backend.url}/api/config`, 'GET');
    assert.deepEqual([response.status, response.body], [200, { phase5: false }]);
  });

  it('has tasks of exactly its own fields, whatever is done with them', async () => {
    const created = await ada.post('/api/tasks', { title: ' Plain ', description: 'Nothing more' });
    const { id, createdAt, ...rest } = created.body;
    const shape = { title: 'Plain', description: 'Nothing more', completed: false, completedAt: null, version: 1 };
    assert.deepEqual([created.status, rest], [201, { ...shape, updatedAt: createdAt }]);

    const fields = Object.keys(created.body);
    const path = `/api/tasks/${id}`;
    const responses = [
      await ada.get(path),
      await ada.patch(path, { title: 'Still plain', description: null }),
      await ada.patch(path, { completed: true }),
      await ada.post(`${path}/reopen`),
      await ada.post(`${path}/complete`),
    ];
    for (const { status, body } of responses) assert.deepEqual([status, Object.keys(body)], [200, fields]);
    const list = await ada.get('/api/tasks?status=completed&sort=title&order=asc&limit=5');
    assert.deepEqual(list.body, { items: [responses.at(-1)?.body], nextCursor: null });
    const chat = await ada.post('/api/chat', { message: 'add chatted' });
    assert.deepEqual(Object.keys(chat.body.actions[0].result), fields);
    assert.equal((await ada.delete(path, undefined, { 'if-match': '"5"' })).status, 204);
    assertProblem(await ada.get(path), 404, 'not_found');
  });

  it('writes no event for anything that is done', async () => {
    const eve = await backend.register();
    const { body: task } = await eve.post('/api/tasks', { title: 'Silent' });
    const path = `/api/tasks/${task.id}`;
    const done = [
      await eve.patch(path, { title: 'Quiet' }),
      await eve.post(`${path}/complete`),
      await eve.post(`${path}/reopen`),
      await eve.patch(path, { completed: true }),
      await eve.post('/api/chat', { message: 'add from chat' }),
      await eve.post('/api/chat', { message: 'complete from chat' }),
      await eve.delete(path),
      await eve.post('/api/auth/logout'),
    ];
    assert.deepEqual(
      done.map(({ status }) => status),
      [200, 200, 200, 200, 200, 200, 204, 204],
    );
    const { outbox_event, notification, activity } = await countRows(backend.orm);
    assert.deepEqual([outbox_event, notification], [0, 0]);
    assert.ok(activity! >= 8, 'what happened is remembered all the same');
  });

  const absent: [method: string, path: string][] = [
    ['GET', '/api/notifications'],
    ['POST', `/api/notifications/${id}/read`],
    ['GET', '/api/preferences'],
    ['PUT', '/api/preferences'],
    ['GET', '/api/activity'],
    ['GET', `/api/tasks/${id}/activity`],
    ['GET', '/api/tags'],
    ['POST', '/api/tasks/batch'],
    ['POST', '/api/tasks/update'],
    ['POST', '/api/tasks/complete'],
    ['POST', '/api/tasks/delete'],
    ['POST', `/api/tasks/${id}/snooze`],
    ['POST', `/api/tasks/${id}/skip`],
    ['POST', '/api/tasks/quick'],
    ['GET', '/api/export'],
    ['POST', '/api/import'],
    ['POST', '/reminder-check'],
    ['POST', '/internal/session'],
    ['POST', '/internal/successors'],
    ['POST', '/events/reminders.dead-letter'],
    ['GET', '/dapr/subscribe'],
  ];
  it('has no address of Phase 5', async () => {
    const headers = { authorization: `Bearer ${ada.token}`, 'dapr-api-token': appApiToken };
    for (const [method, path] of absent) {
      const body = method === 'GET' ? undefined : {};
      assertProblem(await request(backend.url + path, method, body, headers), 404, 'not_found');
    }
  });

  const fields: Record<string, unknown> = {
    priority: 'high',
    tags: ['home'],
    due: { date: '2026-01-31' },
    recurrence: { frequency: 'daily' },
    reminders: [{ minutesBefore: 5 }],
    dueAt: '2026-01-31T09:00:00Z',
    seriesId: id,
    occurrence: 1,
    snoozedUntil: null,
    listId: id,
    parentId: id,
    position: 'a0',
  };
  it('knows no field of Phase 5, null or not, and says which', async () => {
    const { body: task } = await ada.post('/api/tasks', { title: 'Untouched' });
    const rows = await countRows(backend.orm);
    for (const [field, value] of Object.entries(fields)) {
      for (const given of [value, null]) {
        assertProblem(await ada.post('/api/tasks', { title: 'x', [field]: given }), 400, 'validation_failed', field);
        const changes = { title: 'changed', [field]: given };
        assertProblem(await ada.patch(`/api/tasks/${task.id}`, changes), 400, 'validation_failed', field);
      }
    }
    assert.deepEqual(await countRows(backend.orm), rows);
    assert.deepEqual((await ada.get(`/api/tasks/${task.id}`)).body, task);
  });

  it('knows no query parameter of Phase 5, and says which', async () => {
    const queries = ['priority=high', 'tag=x', 'notTag=x', 'q=x', 'dueBefore=2026-01-31T09:00:00Z', 'dueAfter=x'];
    for (const query of [...queries, 'status=overdue', 'status=today', 'sort=due', 'sort=priority']) {
      const path = `query.${query.split('=')[0]}`;
      assertProblem(await ada.get(`/api/tasks?${query}`), 400, 'validation_failed', path);
    }
  });

  it('deletes an account without asking anybody', async () => {
    const eve = await backend.register();
    await eve.post('/api/tasks', { title: 'Gone' });
    assert.equal((await eve.delete('/api/auth/me', { password: 'correct horse battery' })).status, 204);
    assertProblem(await eve.get('/api/tasks'), 401, 'unauthenticated');
  });
});
