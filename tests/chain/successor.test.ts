import assert from 'node:assert/strict';
import type { TaskSnapshot } from '../../shared/events/task.schema.ts';
import { deliverBulk } from '../support/services/deliver.ts';
import { taskEventOf } from '../support/services/sample-events.ts';
import { useClientPerTest } from '../support/use-client.ts';
import { useChain } from './start-chain.ts';

describe('a successor, from the API through the events', () => {
  const clock = { now: new Date() };
  const chain = useChain(clock);
  beforeEach(() => goTo('2026-01-31T12:00:00Z'));
  const ada = useClientPerTest(chain, 'Europe/Berlin');

  const goTo = (instant: string) => {
    clock.now = new Date(instant);
  };
  const rent = {
    title: 'Pay rent',
    due: { date: '2026-01-31', time: '09:00' },
    recurrence: { frequency: 'monthly' },
    reminders: [{ minutesBefore: 60 }],
  };

  const add = async (task: object = rent): Promise<TaskSnapshot> => (await ada.post('/api/tasks', task)).body;
  const read = async (id: string): Promise<TaskSnapshot> => (await ada.get(`/api/tasks/${id}`)).body;
  const open = async (): Promise<TaskSnapshot[]> => (await ada.get('/api/tasks?status=open&order=asc')).body.items;
  const edit = async ({ id }: { id: string }, changes: object): Promise<TaskSnapshot> => {
    const { status, body } = await ada.patch(`/api/tasks/${id}`, changes);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  async function complete({ id }: { id: string }): Promise<TaskSnapshot> {
    const { body } = await ada.post(`/api/tasks/${id}/complete`);
    await chain.settled();
    return body;
  }
  async function reopen({ id }: { id: string }): Promise<TaskSnapshot> {
    const { body } = await ada.post(`/api/tasks/${id}/reopen`);
    await chain.settled();
    return body;
  }
  /** Completes, and answers the one open task that there is then. */
  async function next(task: { id: string }): Promise<TaskSnapshot> {
    await complete(task);
    const [successor, ...others] = await open();
    assert.ok(successor && others.length === 0, `${others.length + (successor ? 1 : 0)} tasks are open`);
    return successor;
  }

  /** Hands the event of a completion to the recurring service, as one it has not seen. */
  async function deliver(...completed: TaskSnapshot[]): Promise<void> {
    const events = completed.map((task) => taskEventOf('completed', task, ada.userId));
    const responses = await deliverBulk(chain.recurring.url, chain.appApiToken, 'task-events', events);
    assert.deepEqual(new Set(responses), new Set(['SUCCESS']));
  }

  describe('is one', () => {
    it('when two clients complete at the same instant', async () => {
      const task = await add();
      const responses = await Promise.all([1, 2].map(() => ada.post(`/api/tasks/${task.id}/complete`)));
      assert.deepEqual(responses[0]!.body, responses[1]!.body);
      await chain.settled();
      assert.equal((await open()).length, 1);
      const { items } = (await ada.get(`/api/tasks/${task.id}/activity`)).body;
      assert.deepEqual(
        items.map(({ action }: { action: string }) => action),
        ['completed', 'created'],
      );
    });

    it('when the event comes again, also several times at once', async () => {
      const done = await complete(await add());
      await Promise.all([deliver(done), deliver(done, done), deliver(done)]);
      assert.equal((await open()).length, 1);
    });

    it('when events come in another order than they happened', async () => {
      const task = await add();
      const first = await complete(task);
      await reopen(task);
      await deliver(first); // after the reopening
      assert.deepEqual(
        (await open()).map(({ id }) => id),
        [task.id],
      );
      goTo('2026-01-31T13:00:00Z');
      const second = await complete(task);
      await deliver(first, second, first);
      assert.equal((await open()).length, 1);
    });

    it('also when a person deletes it before the event comes again', async () => {
      const done = await complete(await add());
      await ada.delete(`/api/tasks/${(await open())[0]!.id}`);
      await deliver(done);
      assert.deepEqual(await open(), []);
    });
  });

  describe('after an edit before the completion', () => {
    const monthly = { frequency: 'monthly', interval: 1, from: 'due' };
    const zone = { timeZone: 'Europe/Berlin' };
    const cases: [title: string, changes: object, due: object | undefined, occurrence?: number][] = [
      [
        'moved ahead, it stays where the series has it',
        { due: { date: '2026-02-03', time: '10:00' } },
        { date: '2026-02-28', time: '09:00', ...zone },
        2,
      ],
      [
        'moved back, too',
        { due: { date: '2026-01-05', time: '10:00' } },
        { date: '2026-02-28', time: '09:00', ...zone },
        2,
      ],
      [
        'moved beyond the next one, it is the one after',
        { due: { date: '2026-03-01', time: '10:00' } },
        { date: '2026-03-31', time: '09:00', ...zone },
        3,
      ],
      [
        'moved to another zone, it is in that of the series',
        { due: { date: '2026-01-31', time: '09:00', timeZone: 'America/New_York' } },
        { date: '2026-02-28', time: '09:00', ...zone },
        2,
      ],
      [
        'with another rule, it is counted from the due of that task',
        { recurrence: { frequency: 'weekly' } },
        { date: '2026-02-07', time: '09:00', ...zone },
        2,
      ],
      [
        'with another rule and due, from the new due',
        { due: { date: '2026-02-02' }, recurrence: { frequency: 'daily', interval: 2 } },
        { date: '2026-02-04', time: null, ...zone },
        2,
      ],
      [
        'with the same rule beside a moved due, too',
        { due: { date: '2026-02-03', time: '10:00' }, recurrence: monthly },
        { date: '2026-03-03', time: '10:00', ...zone },
        2,
      ],
      ['without the rule, there is none', { recurrence: null }, undefined],
      ['without rule and due, there is none', { recurrence: null, due: null, reminders: null }, undefined],
    ];
    for (const [title, changes, due, occurrence] of cases) {
      it(title, async () => {
        const task = await add();
        await edit(task, changes);
        await complete(task);
        const following = (await open()).map((made) => ({ due: made.due, occurrence: made.occurrence }));
        assert.deepEqual(following, due ? [{ due, occurrence }] : []);
      });
    }

    it('with another rule later in the series, numbers and count begin anew', async () => {
      const february = await next(await add());
      const { seriesId, occurrence } = await edit(february, { recurrence: { frequency: 'yearly', count: 2 } });
      assert.notEqual(seriesId, february.seriesId);
      assert.equal(occurrence, 1);
      const following = await next(february);
      assert.deepEqual([following.due?.date, following.occurrence], ['2027-02-28', 2]);
      await complete(following);
      assert.deepEqual(await open(), []);
    });

    it('has what the task had when it was completed, and of its reminders the relative ones', async () => {
      const task = await add();
      await edit(task, {
        title: 'Pay more rent',
        description: 'In cash',
        priority: 'urgent',
        tags: ['home'],
        reminders: [{ minutesBefore: 30 }, { minutesBefore: 1440 }, { at: '2026-01-31T05:00:00Z' }],
      });
      const { title, description, priority, tags, reminders, completed, version } = await next(task);
      assert.deepEqual(
        { title, description, priority, tags, completed, version },
        {
          title: 'Pay more rent',
          description: 'In cash',
          priority: 'urgent',
          tags: ['home'],
          completed: false,
          version: 1,
        },
      );
      assert.deepEqual(
        reminders.map(({ id: _, ...reminder }) => reminder),
        [
          { minutesBefore: 1440, fireAt: '2026-02-27T08:00:00.000Z', state: 'pending' },
          { minutesBefore: 30, fireAt: '2026-02-28T07:30:00.000Z', state: 'pending' },
        ],
      );
    });
  });

  describe('after an edit behind the completion', () => {
    it('does not change', async () => {
      const task = await add();
      const successor = await next(task);
      await edit(task, { title: 'Paid', due: { date: '2026-05-01' }, recurrence: { frequency: 'daily' } });
      await chain.settled();
      assert.deepEqual(await read(successor.id), successor);
    });

    it('is made by the new rule when the task is reopened and completed again', async () => {
      const task = await add();
      await complete(task);
      await edit(task, { recurrence: { frequency: 'weekly' } });
      await reopen(task);
      const { due, occurrence } = await next(task);
      assert.deepEqual([due?.date, occurrence], ['2026-02-07', 2]);
    });

    it('is not wanted any more when the rule is cleared before the event comes', async () => {
      const task = await add();
      const done = await ada.patch(`/api/tasks/${task.id}`, { completed: true, recurrence: null });
      assert.equal(done.status, 200);
      await chain.settled();
      assert.deepEqual(await open(), []);
    });
  });

  describe('when its predecessor is reopened', () => {
    interface Fate {
      title: string;
      befall: (successor: TaskSnapshot) => Promise<unknown>;
      /** Titles that are open after the reopening, and after completing again. */
      reopened: string[];
      again: string[];
    }
    const fates: Fate[] = [
      { title: 'untouched, goes, and is made anew', befall: async () => undefined, reopened: ['A'], again: ['A'] },
      {
        title: 'edited, stays, and there is no second one',
        befall: (successor) => edit(successor, { title: 'B' }),
        reopened: ['A', 'B'],
        again: ['B'],
      },
      {
        title: 'edited and changed back, stays as well',
        befall: async (successor) => {
          await edit(successor, { title: 'B' });
          await edit(successor, { title: 'A' });
        },
        reopened: ['A', 'A'],
        again: ['A'],
      },
      {
        title: 'completed, stays, with its own successor',
        befall: complete,
        reopened: ['A', 'A'],
        again: ['A'],
      },
      {
        title: 'deleted, does not come back',
        befall: ({ id }) => ada.delete(`/api/tasks/${id}`),
        reopened: ['A'],
        again: [],
      },
    ];
    for (const { title, befall, reopened, again } of fates) {
      it(title, async () => {
        const task = await add({ ...rent, title: 'A' });
        await befall(await next(task));
        await chain.settled();
        await reopen(task);
        const titles = async () => (await open()).map((each) => each.title).sort();
        assert.deepEqual(await titles(), reopened);
        goTo('2026-01-31T13:00:00Z');
        const done = await complete(task);
        await deliver(done);
        assert.deepEqual(await titles(), again);
      });
    }

    it('keeps its number when it is made anew', async () => {
      const task = await add();
      const first = await next(task);
      await reopen(task);
      const second = await next(task);
      assert.notEqual(second.id, first.id);
      assert.deepEqual([second.occurrence, second.due], [first.occurrence, first.due]);
      assert.equal((await ada.get(`/api/tasks/${first.id}`)).status, 404);
    });
  });
});
