import assert from 'node:assert/strict';
import { request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { appApiToken, useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';
import { enterPhase } from '../../phase/phase.service.ts';
import { createUnitOfWork } from '../../platform/unit-of-work.ts';

const noon = { date: '2026-05-01', time: '12:00' };
const at = (time: string, day = '2026-05-01') => `${day}T${time}:00.000Z`;

describe('snoozing a task', () => {
  const backend = useBackend();
  beforeEach(async () => {
    backend.clock.now = new Date(at('08:00'));
  });
  const ada = useClientPerTest(backend);

  const add = async (task: object) => (await ada.post('/api/tasks', { title: 'Call mum', ...task })).body;
  const read = async (id: string) => (await ada.get(`/api/tasks/${id}`)).body;
  const snooze = (id: string, until: string, headers = {}) => ada.post(`/api/tasks/${id}/snooze`, { until }, headers);
  const patch = async (id: string, changes: object) => (await ada.patch(`/api/tasks/${id}`, changes)).body;
  const goTo = (instant: string) => {
    backend.clock.now = new Date(instant);
  };
  /** Runs the check, and answers when what it sent was to be sent. */
  async function fired(taskId: string): Promise<string[]> {
    const events = () =>
      backend.orm.em.execute<{ id: string; fireAt: string }[]>(
        `select id, event #>> '{data,fireAt}' as "fireAt" from outbox_event where topic = 'reminders'
          and event ->> 'subject' = ? order by sequence`,
        [taskId],
      );
    const before = await events();
    await request(`${backend.url}/reminder-check`, 'POST', {}, { 'dapr-api-token': appApiToken });
    return (await events()).slice(before.length).map(({ fireAt }) => fireAt);
  }
  const times = (task: { reminders: { fireAt: string; state: string }[] }) =>
    task.reminders.map(({ fireAt, state }) => `${fireAt.slice(11, 16)} ${state}`);

  it('postpones the next pending reminder alone, and tells of it like of any change', async () => {
    const task = await add({ due: noon, reminders: [{ minutesBefore: 120 }, { minutesBefore: 60 }] });
    const response = await snooze(task.id, at('10:30'));
    const until = at('10:30');
    assert.deepEqual([response.status, response.headers.get('etag'), response.body.version], [200, '"2"', 2]);
    assert.equal(response.body.snoozedUntil, until);
    assert.deepEqual(times(response.body), ['10:30 pending', '11:00 pending']);
    assert.deepEqual(response.body.reminders[0], { ...task.reminders[0], fireAt: until });
    const [row] = (await ada.get(`/api/tasks/${task.id}/activity`)).body.items;
    assert.deepEqual([row.action, row.actor, row.changes.snoozedUntil], ['updated', 'user', { from: null, to: until }]);
    const events = await backend.orm.em.execute(
      `select topic, event ->> 'type' as type from outbox_event
        where event #>> '{data,task,id}' = ? and (event #>> '{data,task,version}')::int = 2 order by topic`,
      [task.id],
    );
    assert.deepEqual(events, [
      { topic: 'task-events', type: 'task.updated.v1' },
      { topic: 'task-updates', type: 'task.changed.v1' },
    ]);
  });

  it('fires once at the new time, not at the old, and is over then', async () => {
    const task = await add({ due: noon, reminders: [{ minutesBefore: 120 }] });
    await snooze(task.id, at('10:30'));
    goTo(at('10:29'));
    assert.deepEqual(await fired(task.id), []);
    goTo(at('10:31'));
    assert.deepEqual(await fired(task.id), [at('10:30')]);
    assert.deepEqual(await fired(task.id), []);
    const after = await read(task.id);
    assert.deepEqual([after.snoozedUntil, times(after)], [null, ['10:30 sent']]);
  });

  it('makes a reminder where none is pending, the same one again the next time', async () => {
    const task = await add({});
    assert.deepEqual(times((await snooze(task.id, at('09:00'))).body), ['09:00 pending']);
    goTo(at('09:00'));
    assert.deepEqual(await fired(task.id), [at('09:00')]);
    const again = (await snooze(task.id, at('10:00'))).body;
    assert.deepEqual([again.snoozedUntil, times(again)], [at('10:00'), ['10:00 pending']]);
    assert.equal(again.reminders[0].at, at('10:00'));
    goTo(at('10:00'));
    assert.deepEqual(await fired(task.id), [at('10:00')]);
  });

  it('again postpones what is snoozed, and not the reminder behind it', async () => {
    const task = await add({ due: noon, reminders: [{ minutesBefore: 120 }, { minutesBefore: 60 }] });
    await snooze(task.id, at('11:30'));
    const again = (await snooze(task.id, at('11:45'))).body;
    assert.deepEqual([again.snoozedUntil, times(again)], [at('11:45'), ['11:00 pending', '11:45 pending']]);
  });

  it('to the instant that it is snoozed to already leaves no trace', async () => {
    const task = await add({ due: noon, reminders: [{ minutesBefore: 120 }] });
    const first = await snooze(task.id, at('10:30'));
    assert.deepEqual((await snooze(task.id, at('10:30'))).body, first.body);
  });

  const unrelated: [name: string, changes: object][] = [
    ['another title', { title: 'Call dad' }],
    ['the due that it has', { due: { ...noon, timeZone: 'UTC' }, priority: 'high' }],
    ['the reminders that it has', { reminders: [{ minutesBefore: 120 }], tags: ['family'] }],
    ['a recurrence', { recurrence: { frequency: 'daily' } }],
  ];
  for (const [name, changes] of unrelated) {
    it(`stays when the task is given ${name}`, async () => {
      const task = await add({ due: noon, reminders: [{ minutesBefore: 120 }] });
      await snooze(task.id, at('10:30'));
      const edited = await patch(task.id, changes);
      assert.equal(edited.version, 3);
      assert.deepEqual([edited.snoozedUntil, times(edited)], [at('10:30'), ['10:30 pending']]);
    });
  }

  const restored: [name: string, task: object, after: string[]][] = [
    ['a relative reminder follows the new due', { due: noon, reminders: [{ minutesBefore: 120 }] }, ['11:00 pending']],
    ['an absolute one is at its own time again', { due: noon, reminders: [{ at: at('09:30') }] }, ['09:30 pending']],
    ['one that was made for it is gone', { due: noon }, []],
  ];
  for (const [name, input, after] of restored) {
    it(`ends with a new due: ${name}`, async () => {
      const task = await add(input);
      await snooze(task.id, at('11:30'));
      const moved = await patch(task.id, { due: { ...noon, time: '13:00' } });
      assert.deepEqual([moved.snoozedUntil, times(moved)], [null, after]);
      goTo(at('11:30'));
      const early = await fired(task.id);
      assert.ok(!early.includes(at('11:30')), 'fired at the snoozed time');
    });
  }

  it('ends with a new due without a late reminder, where the time of the reminder itself has passed', async () => {
    const task = await add({ due: noon, reminders: [{ at: at('09:00') }] });
    await snooze(task.id, at('11:00'));
    goTo(at('10:00'));
    const moved = await patch(task.id, { due: { ...noon, time: '13:00' } });
    assert.deepEqual([moved.snoozedUntil, times(moved)], [null, ['09:00 cancelled']]);
    assert.deepEqual(await fired(task.id), []);
  });

  it('ends when the snoozed reminder is taken away', async () => {
    const task = await add({ due: noon, reminders: [{ minutesBefore: 120 }] });
    await snooze(task.id, at('10:30'));
    const edited = await patch(task.id, { reminders: [] });
    assert.deepEqual([edited.snoozedUntil, edited.reminders], [null, []]);
  });

  it('ends with completion; reopening brings back the reminder at its own time', async () => {
    const task = await add({ due: noon, reminders: [{ minutesBefore: 60 }] });
    await snooze(task.id, at('11:30'));
    const done = (await ada.post(`/api/tasks/${task.id}/complete`)).body;
    assert.deepEqual([done.snoozedUntil, times(done)], [null, ['11:00 cancelled']]);
    assert.deepEqual(times((await ada.post(`/api/tasks/${task.id}/reopen`)).body), ['11:00 pending']);
  });

  it('is not handed on to the successor of a recurring task', async () => {
    const task = await add({ due: noon, recurrence: { frequency: 'daily' }, reminders: [{ minutesBefore: 60 }] });
    await snooze(task.id, at('11:30'));
    const { completedAt } = (await ada.post(`/api/tasks/${task.id}/complete`)).body;
    const headers = { 'dapr-api-token': appApiToken };
    const made = await request(`${backend.url}/internal/successors`, 'POST', { taskId: task.id, completedAt }, headers);
    const successor = await read(made.body.successorId);
    assert.equal(successor.snoozedUntil, null);
    assert.deepEqual(
      successor.reminders.map(({ minutesBefore, fireAt }: { minutesBefore: number; fireAt: string }) => [
        minutesBefore,
        fireAt,
      ]),
      [[60, at('11:00', '2026-05-02')]],
    );
  });

  it('is forgotten with the reminder that fell due while Phase 5 was off', async () => {
    const enter = (on: boolean) =>
      createUnitOfWork(backend.orm).transactional((tx) => enterPhase(tx, on, backend.clock.now));
    await enter(true);
    const task = await add({ due: noon, reminders: [{ minutesBefore: 120 }] });
    await snooze(task.id, at('10:30'));
    await enter(false);
    goTo(at('11:00'));
    await enter(true);
    const after = await read(task.id);
    assert.deepEqual([after.snoozedUntil, times(after)], [null, ['10:30 cancelled']]);
  });

  it('is refused into the past, for a completed, an unknown or a changed task, and without a time', async () => {
    const task = await add({});
    for (const until of [at('08:00'), at('07:59'), '2026-05-01', 'soon', undefined, 7]) {
      assertProblem(await snooze(task.id, until as string), 400, 'validation_failed', 'until');
    }
    assertProblem(
      await ada.post(`/api/tasks/${task.id}/snooze`, { until: at('09:00'), x: 1 }),
      400,
      'validation_failed',
      'x',
    );
    assertProblem(await snooze(task.id, at('09:00'), { 'if-match': '"7"' }), 412, 'precondition_failed');
    const eve = await backend.register();
    assertProblem(await eve.post(`/api/tasks/${task.id}/snooze`, { until: at('09:00') }), 404, 'not_found');
    assert.equal((await read(task.id)).version, 1);
    await ada.post(`/api/tasks/${task.id}/complete`);
    assertProblem(await snooze(task.id, at('09:00')), 409, 'conflict');
  });
});
