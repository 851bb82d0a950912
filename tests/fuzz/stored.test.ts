import assert from 'node:assert/strict';
import fc from 'fast-check';
import { taskChanges as changesOfTask, newTask } from '../../services/backend/tasks/write/task.input.ts';
import { useBackend } from '../support/backend/start-backend.ts';
import { newTasks, taskChanges } from '../support/fuzz/task.arbitraries.ts';
import { holds, seed } from '../support/property-runs.ts';
import { useClient } from '../support/use-client.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test asserts what it expects of a task
type Task = any;

describe(`what is stored (seed ${seed})`, function () {
  this.timeout(0);
  const backend = useBackend();
  const ada = useClient(backend, 'Europe/Berlin');
  const read = async (id: string): Promise<Task> => (await ada.get(`/api/tasks/${id}`)).body;

  /** The parser of bodies refuses a field with the name `__proto__`, at any depth. A list or parent that is nobody's is 404. */
  function isRefused(input: Task, status: number, problem: Task): void {
    const namesOther = Boolean(input.listId ?? input.parentId);
    assert.ok(status === 400 || (status === 404 && namesOther), JSON.stringify(problem));
    assert.ok(['validation_failed', 'malformed_request', 'not_found'].includes(problem.code), problem.code);
  }

  /** The fields that a person sets, as far as `names` has them, in the form of a request. */
  function fieldsOf(task: Task, names: object = task) {
    const reminders = new Set(
      task.reminders?.map((reminder: Task) => reminder.minutesBefore ?? new Date(reminder.at).getTime()),
    );
    const { title, description, priority, tags, due, recurrence, completed } = task;
    const all = { title, description, priority, tags, due, recurrence, completed, reminders };
    return Object.fromEntries(Object.entries(all).filter(([name]) => Object.hasOwn(names, name)));
  }
  /** The zone of a due is that of the person, where it names none. */
  const inZone = (fields: Task) =>
    fields.due ? { ...fields, due: { timeZone: 'Europe/Berlin', ...fields.due } } : fields;

  it('is what is read: a new task, everywhere it is shown', () =>
    holds(newTasks, async (input) => {
      backend.clock.now = new Date(backend.clock.now.getTime() + 1000);
      const { status, body: task } = await ada.post('/api/tasks', input);
      if (status !== 201) return isRefused(input, status, task);
      assert.deepEqual(await read(task.id), task);
      assert.deepEqual((await ada.get('/api/tasks?limit=1')).body.items, [task]);
      const expected = inZone(newTask.phase5.parse(JSON.parse(JSON.stringify(input))));
      assert.deepEqual(fieldsOf(task, expected), fieldsOf(expected));
      const { body: again } = await ada.post('/api/tasks/batch', { tasks: [input] });
      assert.deepEqual(fieldsOf(again.items[0], expected), fieldsOf(expected));
    }));

  it('is what is read: a change, which leaves alone what it does not name', async () => {
    const { body: begun } = await ada.post('/api/tasks', { title: 'Changed', due: { date: '2030-01-31' } });
    let before = begun;
    await holds(taskChanges, async (input) => {
      const { status, body: task } = await ada.patch(`/api/tasks/${before.id}`, input);
      assert.deepEqual(await read(before.id), status === 200 ? task : before);
      if (status !== 200) return isRefused(input, status, task);
      const changes = inZone(changesOfTask.phase5.parse(JSON.parse(JSON.stringify(input))));
      assert.deepEqual(fieldsOf(task, changes), fieldsOf(changes));
      const others = Object.fromEntries(
        Object.entries(fieldsOf(before)).filter(([name]) => !Object.hasOwn(changes, name)),
      );
      assert.deepEqual(fieldsOf(task, others), others);
      before = task;
    });
  });

  it('is in its normal form: sent again as it was read, it stays', () =>
    holds(newTasks, async (input) => {
      const { status, body: task } = await ada.post('/api/tasks', input);
      fc.pre(status === 201);
      const { title, description, priority, tags, due, recurrence } = task;
      const same = await ada.patch(`/api/tasks/${task.id}`, { title, description, priority, tags, due, recurrence });
      assert.deepEqual(same.body, task);
    }));
});
