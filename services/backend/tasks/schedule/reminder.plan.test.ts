import assert from 'node:assert/strict';
import { request } from '../../../../tests/support/api-client.ts';
import {
  appApiToken,
  sidecarWithoutNotifications,
  useBackend,
} from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

interface Reminded {
  reminders: { fireAt: string; state: string }[];
}

describe('the reminders of a task', () => {
  const backend = useBackend({ sidecar: sidecarWithoutNotifications });
  const ada = useClientPerTest(backend, 'Europe/Berlin');
  const goTo = (instant: string) => {
    backend.clock.now = new Date(instant);
  };
  beforeEach(async () => {
    await backend.orm.em.execute('delete from task');
    goTo('2026-03-20T08:00:00Z');
  });

  const add = async (task: object) => {
    const { status, body } = await ada.post('/api/tasks', { title: 'Call mum', ...task });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  const read = async (id: string) => (await ada.get(`/api/tasks/${id}`)).body;
  const invoke = (path: string, body: object) =>
    request(`${backend.url}${path}`, 'POST', body, { 'dapr-api-token': appApiToken });
  const states = ({ reminders }: Reminded) => reminders.map(({ state }) => state);
  /** How many reminders the check sends. */
  const sent = async () => (await invoke('/reminder-check', {})).body.claimed;

  describe('before an all-day due count whole days of the calendar', () => {
    const day = 24 * 60;
    const cases: [due: string, minutesBefore: number, fireAt: string][] = [
      ['2026-03-29', 0, '2026-03-29T07:00:00.000Z'], // 09:00 on the day of the change
      ['2026-03-29', day, '2026-03-28T08:00:00.000Z'], // 09:00 in winter
      ['2026-03-30', 7 * day, '2026-03-23T08:00:00.000Z'],
      ['2026-03-29', 15 * 60, '2026-03-28T17:00:00.000Z'], // 18:00 on the evening before
      ['2026-10-25', day, '2026-10-24T07:00:00.000Z'], // 09:00 in summer
      ['2026-10-25', day + 30, '2026-10-24T06:30:00.000Z'],
    ];
    for (const [date, minutesBefore, fireAt] of cases) {
      it(`${minutesBefore} minutes before ${date} is ${fireAt}`, async () => {
        const task = await add({ due: { date }, reminders: [{ minutesBefore }] });
        assert.equal(task.reminders[0].fireAt, fireAt);
        const { body: calendar } = await ada.get('/api/export?format=ics');
        assert.ok(calendar.includes(`TRIGGER;VALUE=DATE-TIME:${fireAt.replace(/[-:]|\.000/g, '')}`), calendar);
      });
    }

    it('and before a due with a time they count minutes that pass', async () => {
      const task = await add({ due: { date: '2026-03-29', time: '09:00' }, reminders: [{ minutesBefore: day }] });
      assert.equal(task.reminders[0].fireAt, '2026-03-28T07:00:00.000Z');
    });

    it('also where the chat sets them', async () => {
      const { id } = await add({ title: 'Report', due: { date: '2026-03-29' } });
      const { body } = await ada.post('/api/chat', { message: 'remind me 1 day before the report' });
      const { reminders } = await read(id);
      assert.deepEqual(
        reminders.map(({ minutesBefore, fireAt }: Record<string, unknown>) => [minutesBefore, fireAt]),
        [[day, '2026-03-28T08:00:00.000Z']],
        body.reply,
      );
    });

    it('also when the due moves', async () => {
      const task = await add({ due: { date: '2026-03-29' }, reminders: [{ minutesBefore: day }] });
      await ada.patch(`/api/tasks/${task.id}`, { due: { date: '2026-10-25' } });
      assert.equal((await read(task.id)).reminders[0].fireAt, '2026-10-24T07:00:00.000Z');
    });
  });

  describe('whose time is past are not sent late', () => {
    const due = { date: '2026-03-21', time: '12:00' };

    it('when the due moves into the past, and come back when it moves on', async () => {
      const task = await add({ due, reminders: [{ minutesBefore: 60 }] });
      const moved = (await ada.patch(`/api/tasks/${task.id}`, { due: { ...due, date: '2026-03-19' } })).body;
      assert.deepEqual(states(moved), ['cancelled']);
      assert.equal(await sent(), 0);
      const back = (await ada.patch(`/api/tasks/${task.id}`, { due })).body;
      assert.deepEqual(states(back), ['pending']);
    });

    it('when a new due and new reminders come together, and the due is over', async () => {
      const task = await add({});
      const changes = { due: { date: '2026-03-19' }, reminders: [{ minutesBefore: 0 }] };
      assert.deepEqual(states((await ada.patch(`/api/tasks/${task.id}`, changes)).body), ['cancelled']);
      assert.deepEqual(states(await add(changes)), ['cancelled']);
      assert.equal(await sent(), 0);
    });

    it('but one that is set for a due that is to come is sent at once', async () => {
      const task = await add({ due: { date: '2026-03-20', time: '09:10' }, reminders: [{ minutesBefore: 30 }] });
      assert.deepEqual(states(task), ['pending']);
      assert.equal(await sent(), 1);
    });

    it('of a successor', async () => {
      const recurrence = { frequency: 'daily' };
      const task = await add({ due, recurrence, reminders: [{ minutesBefore: 48 * 60 }, { minutesBefore: 5 }] });
      const { completedAt } = (await ada.post(`/api/tasks/${task.id}/complete`)).body;
      goTo('2026-03-20T12:00:00Z');
      const made = await invoke('/internal/successors', { taskId: task.id, completedAt });
      const successor = await read(made.body.successorId);
      assert.deepEqual(states(successor), ['cancelled', 'pending']);
      assert.equal(await sent(), 0);
    });

    it('of a task that undo brings back', async () => {
      const task = await add({ due, reminders: [{ minutesBefore: 60 }, { minutesBefore: 0 }] });
      const { conversationId } = (await ada.post('/api/chat', { message: 'delete call mum' })).body;
      await ada.post('/api/chat', { message: 'yes', conversationId });
      goTo('2026-03-21T10:30:00Z');
      await ada.post('/api/chat', { message: 'undo', conversationId });
      assert.deepEqual(states(await read(task.id)), ['cancelled', 'pending']);
      assert.equal(await sent(), 0);
    });

    it('of a task that is reopened, or imported', async () => {
      const task = await add({ due, reminders: [{ minutesBefore: 60 }] });
      const { body: file } = await ada.get('/api/export');
      await ada.post(`/api/tasks/${task.id}/complete`);
      goTo('2026-03-21T11:30:00Z');
      assert.deepEqual(states((await ada.post(`/api/tasks/${task.id}/reopen`)).body), ['cancelled']);
      const eve = await backend.register();
      await eve.post('/api/import', file);
      assert.deepEqual(states((await eve.get('/api/tasks')).body.items[0]), ['cancelled']);
      assert.equal(await sent(), 0);
    });
  });
});
