import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { eventually } from '../../../../../tests/support/eventually.ts';
import { aTask } from '../../../../../tests/support/frontend/a-task.ts';
import { EditServer, empty, states } from '../../../../../tests/support/frontend/edit-server.ts';

const update = { kind: 'update', changes: { priority: 'high' } } as const;

describe('Edits that do the same to several tasks', () => {
  const tasks = [aTask(), aTask(), aTask()];

  it('are sent in one request, and later edits of these tasks build on what it made', async () => {
    const server = new EditServer();
    const items = tasks.map((task) => ({ ...task, version: 2 }));
    server.batchResponses.push({ is: 'done', tasks: new Map(items.map((task) => [task.id, task])) });
    server.responses.push({ is: 'unreachable' }, { is: 'done', task: { ...items[0]!, version: 3 } });
    server.edit(aTask(), { kind: 'complete' });
    server.editAll(tasks, update);
    server.edit(tasks[0]!, { kind: 'update', changes: { title: 'Newer' } });
    await turn();
    server.responses.unshift({ is: 'done', task: undefined });
    server.queue.wake();
    await empty(server);
    assert.deepEqual(
      server.batches.map((edits) => edits.map(({ taskId }) => taskId)),
      [tasks.map(({ id }) => id)],
    );
    assert.equal(server.sent.at(-1)?.version, 2);
  });

  it('are sent one by one where the server refuses them together, so that each gets an outcome of its own', async () => {
    const server = new EditServer();
    server.batchResponses.push({ is: 'apart' });
    const problem = new Error('No');
    server.responses.push(...tasks.slice(1).map((task) => ({ is: 'done', task }) as const), { is: 'refused', problem });
    const edits = server.editAll(tasks, update);
    await empty(server);
    assert.deepEqual(
      server.sent.map(({ edit }) => edit.id),
      edits.map(({ id }) => id),
    );
    assert.equal(server.refused.length, 1);
  });

  it('wait together while the server is away, and never overtake an earlier edit of their task', async () => {
    const server = new EditServer();
    server.edit(tasks[2]!, { kind: 'reopen' });
    await turn();
    server.editAll(tasks, update);
    server.responses.push({ is: 'done', task: { ...tasks[2]!, version: 2 } });
    server.queue.wake();
    await eventually('the batch', () => server.batches.length === 1);
    assert.equal(server.batches[0]!.length, 3);
    assert.deepEqual(states(server), ['waiting', 'waiting', 'waiting']);
  });
});
