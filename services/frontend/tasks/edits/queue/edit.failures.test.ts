import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { aTask } from '../../../../../tests/support/frontend/a-task.ts';
import { EditServer, states } from '../../../../../tests/support/frontend/edit-server.ts';
import { backoff, pause } from '../../../live/backoff.ts';
import { type Edit, newTaskId } from '../edit.ts';
import type { SendOutcome } from './edit.sender.ts';

const failed: SendOutcome = { is: 'failed', problem: new Error('The server failed.') };
/** The longest of its pauses, so that it is over for sure. */
const longest = (attempt: number) => backoff(attempt, () => 1);

describe('An edit at which the server fails', () => {
  let server: EditServer;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    server = new EditServer((attempt, wake) => pause(longest(attempt), wake));
  });
  afterEach(() => mock.timers.reset());

  const sentIds = () => server.sent.map(({ edit }) => edit.id);
  async function pass(ms: number): Promise<void> {
    mock.timers.tick(ms);
    await turn();
  }

  it('is sent again after longer and longer pauses, and holds back the edits of its own task alone', async () => {
    const [task, other] = [aTask(), aTask()];
    server.responses.push(failed, { is: 'done', task: other });
    const first = server.edit(task, { kind: 'update', changes: { title: 'a' } });
    const second = server.edit(task, { kind: 'complete' });
    const third = server.edit(other, { kind: 'complete' });
    await turn();
    assert.deepEqual(sentIds(), [first.id, third.id]);
    for (const attempt of [1, 2, 3, 4]) {
      server.responses.push(failed);
      await pass(longest(attempt) - 1);
      assert.equal(server.sent.length, attempt + 1);
      await pass(1);
      assert.equal(server.sent.length, attempt + 2);
    }
    assert.equal(server.queue.snapshot()[0]?.failure?.attempts, 5);
    assert.equal(server.saved.length, 2);

    server.responses.push({ is: 'done', task: { ...task, version: 2 } }, { is: 'done', task: { ...task, version: 3 } });
    await pass(longest(5));
    assert.deepEqual(sentIds().slice(-2), [first.id, second.id]);
    assert.deepEqual(server.queue.snapshot(), []);
  });

  it('does not hold up others while it is being sent again', async () => {
    const [task, other] = [aTask(), aTask()];
    const late = Promise.withResolvers<SendOutcome>();
    server.responses.push(failed, late.promise, { is: 'done', task: other });
    server.edit(task, { kind: 'complete' });
    await turn();
    await pass(longest(1));
    assert.deepEqual(states(server), ['sending']);
    server.edit(other, { kind: 'complete' });
    await turn();
    assert.equal(server.done.length, 1);
    late.resolve({ is: 'done', task });
    await turn();
    assert.equal(server.done.length, 2);
  });

  it('is sent again at once when the person, or the network, asks for it', async () => {
    const task = aTask();
    server.responses.push(failed, { is: 'done', task });
    server.edit(task, { kind: 'complete' });
    await turn();
    server.queue.wake();
    await turn();
    assert.deepEqual(server.queue.snapshot(), []);
  });

  it('can be given up, and what was done to its task goes on', async () => {
    const task = aTask();
    server.responses.push(failed, { is: 'done', task });
    const given = server.edit(task, { kind: 'update', changes: { title: 'a' } });
    const next = server.edit(task, { kind: 'complete' });
    await turn();
    server.queue.discard(given.id);
    await turn();
    assert.deepEqual(server.discarded, [given]);
    assert.deepEqual(sentIds(), [given.id, next.id]);
    assert.deepEqual([server.queue.snapshot(), server.saved], [[], []]);
    await pass(longest(1));
    assert.equal(server.sent.length, 2);
  });

  it('that adds a task and is given up takes with it what was done to that task', async () => {
    server.responses.push(failed);
    const taskId = newTaskId('add');
    const add: Edit = { id: 'add', taskId, at: '', before: null, kind: 'add', input: { title: 'New' } };
    server.queue.add(add, null);
    server.edit({ ...aTask(), id: taskId }, { kind: 'complete' }, null);
    await turn();
    server.queue.discard('add');
    await turn();
    assert.deepEqual([sentIds(), server.queue.snapshot()], [['add'], []]);
  });

  it('is asked about like any other when someone changed the task meanwhile', async () => {
    const task = aTask({ title: 'Ours' });
    server.stored = { ...task, title: 'Theirs', version: 2 };
    server.responses.push(failed, { is: 'changed' });
    server.edit(task, { kind: 'update', changes: { title: 'Mine' } });
    await turn();
    await pass(longest(1));
    assert.deepEqual(states(server), ['conflict']);
    assert.equal(server.queue.snapshot()[0]?.failure, undefined);
  });
});
