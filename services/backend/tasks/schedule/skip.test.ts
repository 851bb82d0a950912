import assert from 'node:assert/strict';
import { request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { appApiToken, useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

describe('skipping an occurrence', () => {
  const backend = useBackend();
  beforeEach(async () => {
    backend.clock.now = new Date('2026-01-30T12:00:00Z');
  });
  const ada = useClientPerTest(backend);

  const add = async (task: object) => (await ada.post('/api/tasks', { title: 'Pay rent', ...task })).body;
  const skip = (id: string, headers = {}) => ada.post(`/api/tasks/${id}/skip`, {}, headers);
  async function refuses(id: string, reason: RegExp) {
    const response = await skip(id);
    assertProblem(response, 409, 'conflict');
    assert.match(response.body.detail, reason);
  }
  const monthly = { due: { date: '2026-01-31', time: '09:00' }, recurrence: { frequency: 'monthly' } };

  it('moves the task to its next occurrence, by the days of its series', async () => {
    const task = await add(monthly);
    const { status, headers, body } = await skip(task.id);
    assert.deepEqual([status, headers.get('etag')], [200, '"2"']);
    assert.deepEqual(body, {
      ...task,
      due: { ...task.due, date: '2026-02-28' },
      dueAt: '2026-02-28T09:00:00.000Z',
      occurrence: 2,
      version: 2,
    });
    assert.equal((await skip(task.id)).body.due.date, '2026-03-31');
  });

  it('passes over what is over, also where the occurrence had been moved', async () => {
    const task = await add(monthly);
    await ada.patch(`/api/tasks/${task.id}`, { due: { date: '2026-02-02', time: '18:00' } });
    backend.clock.now = new Date('2026-04-15T12:00:00Z');
    const { due, occurrence } = (await skip(task.id)).body;
    assert.deepEqual([due.date, due.time, occurrence], ['2026-04-30', '09:00', 4]);
  });

  it('counts what is skipped, so that the successor goes on from there', async () => {
    const task = await add({ ...monthly, recurrence: { frequency: 'monthly', count: 3 } });
    await skip(task.id);
    const { completedAt } = (await ada.post(`/api/tasks/${task.id}/complete`)).body;
    const headers = { 'dapr-api-token': appApiToken };
    const { body } = await request(
      `${backend.url}/internal/successors`,
      'POST',
      { taskId: task.id, completedAt },
      headers,
    );
    const successor = (await ada.get(`/api/tasks/${body.successorId}`)).body;
    assert.deepEqual([successor.due.date, successor.occurrence], ['2026-03-31', 3]);
    await refuses(successor.id, /every month, 3 times/);
  });

  const fromCompletion: [name: string, now: string, next: string][] = [
    ['the due', '2026-01-28', '2026-02-10'],
    ['today, where the due is over', '2026-02-05', '2026-02-15'],
  ];
  for (const [name, now, next] of fromCompletion) {
    it(`counts a task that repeats from its completion from ${name}`, async () => {
      const recurrence = { frequency: 'daily', interval: 10, from: 'completion' };
      const task = await add({ due: { date: '2026-01-31' }, recurrence });
      backend.clock.now = new Date(`${now}T12:00:00Z`);
      const { due, occurrence } = (await skip(task.id)).body;
      assert.deepEqual([due.date, occurrence], [next, 2]);
    });
  }

  it('takes relative reminders along, cancels those that were for it, and ends its snooze', async () => {
    const reminders = [{ minutesBefore: 30 }, { at: '2026-01-30T18:00:00Z' }, { at: '2026-02-20T18:00:00Z' }];
    const task = await add({ ...monthly, reminders });
    await ada.post(`/api/tasks/${task.id}/snooze`, { until: '2026-01-31T08:45:00Z' });
    const { body } = await skip(task.id);
    assert.equal(body.snoozedUntil, null);
    assert.deepEqual(
      body.reminders.map(({ fireAt, state }: { fireAt: string; state: string }) => [fireAt, state]),
      [
        ['2026-01-30T18:00:00.000Z', 'cancelled'],
        ['2026-02-20T18:00:00.000Z', 'pending'],
        ['2026-02-28T08:30:00.000Z', 'pending'],
      ],
    );
  });

  it('is told like a change of the due, with who made it', async () => {
    const task = await add(monthly);
    const { body } = await skip(task.id);
    const [row] = (await ada.get(`/api/tasks/${task.id}/activity`)).body.items;
    assert.deepEqual(
      [row.action, row.actor, row.changes],
      ['updated', 'user', { due: { from: task.due, to: body.due } }],
    );
    const events = await backend.orm.em.execute(
      `select event ->> 'type' as type, event #>> '{data,actor}' as actor from outbox_event
        where event #>> '{data,task,id}' = ? and (event #>> '{data,task,version}')::int = 2 order by topic`,
      [task.id],
    );
    assert.deepEqual(events, [
      { type: 'task.updated.v1', actor: 'user' },
      { type: 'task.changed.v1', actor: null },
    ]);
  });

  it('leaves a calendar program the series from the next occurrence on', async () => {
    const task = await add({ ...monthly, due: { date: '2026-01-15' } });
    await skip(task.id);
    const response = await fetch(`${backend.url}/api/export?format=ics`, {
      headers: { authorization: `Bearer ${ada.token}` },
    });
    const text = await response.text();
    assert.match(text, /DTSTART;VALUE=DATE:20260215/);
    assert.doesNotMatch(text, /RECURRENCE-ID|20260115/);
  });

  it('is refused, with the reason, where there is nothing to skip to', async () => {
    const once = await add({ due: { date: '2026-01-31' } });
    await refuses(once.id, /does not repeat/);
    const ends = await add({ ...monthly, recurrence: { frequency: 'monthly', until: '2026-02-27' } });
    await refuses(ends.id, /last occurrence \(every month, until 27 Feb 2026\)/);
    const done = await add(monthly);
    await ada.post(`/api/tasks/${done.id}/complete`);
    await refuses(done.id, /is completed/);
    const changed = await add(monthly);
    assertProblem(await skip(changed.id, { 'if-match': '"7"' }), 412, 'precondition_failed');
    const eve = await backend.register();
    assertProblem(await eve.post(`/api/tasks/${changed.id}/skip`), 404, 'not_found');
    assert.equal((await ada.get(`/api/tasks/${changed.id}`)).body.version, 1);
  });

  it('happens once, however often it is sent with one key', async () => {
    const task = await add(monthly);
    const key = { 'idempotency-key': 'skip-once' };
    assert.deepEqual((await skip(task.id, key)).body, (await skip(task.id, key)).body);
    assert.equal((await ada.get(`/api/tasks/${task.id}`)).body.occurrence, 2);
  });
});
