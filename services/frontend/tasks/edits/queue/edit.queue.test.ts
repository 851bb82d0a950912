import assert from 'node:assert/strict';
import { eventually } from '../../../../../tests/support/eventually.ts';
import { aTask } from '../../../../../tests/support/frontend/a-task.ts';
import { EditServer, empty, states } from '../../../../../tests/support/frontend/edit-server.ts';
import { type Edit, newTaskId } from '../edit.ts';

describe('The queue of edits', () => {
  it('sends in order, each naming the version that the one before it made', async () => {
    const server = new EditServer();
    const task = aTask({ version: 3 });
    server.responses.push({ is: 'done', task: { ...task, version: 4 } }, { is: 'done', task: { ...task, version: 5 } });
    server.edit(task, { kind: 'update', changes: { title: 'a' } });
    server.edit(task, { kind: 'update', changes: { title: 'b' } });
    await empty(server);
    assert.deepEqual(
      server.sent.map(({ version }) => version),
      [3, 4],
    );
  });

  it('sends what was done to what was seen before the answers with the version that those made', async () => {
    const server = new EditServer();
    const task = aTask({ version: 3 });
    const response = async (version: number) => {
      server.responses.push({ is: 'done', task: { ...task, version } });
      server.edit(task, { kind: 'update', changes: { title: `Title ${version}` } });
      await empty(server);
    };
    for (const version of [4, 5, 6]) await response(version);
    assert.deepEqual(
      server.sent.map(({ version }) => version),
      [3, 4, 5],
    );
  });

  it('does not pass over what others changed in between', async () => {
    const server = new EditServer();
    const task = aTask({ version: 1 });
    server.responses.push({ is: 'done', task: { ...task, version: 2 } });
    server.edit(task, { kind: 'update', changes: { title: 'Mine' } });
    await empty(server);
    server.responses.push({ is: 'done', task: { ...task, version: 4 } });
    server.edit({ ...task, version: 3 }, { kind: 'update', changes: { priority: 'high' } });
    await empty(server);
    server.responses.push({ is: 'done', task: { ...task, version: 5 } });
    server.edit(task, { kind: 'update', changes: { priority: 'low' } });
    await eventually('an attempt', () => server.sent.length === 3);
    assert.deepEqual(
      server.sent.map(({ version }) => version),
      [1, 3, 1],
    );
  });

  it('skips an occurrence that others changed in another way, but not another occurrence or another day', async () => {
    const task = aTask({
      version: 1,
      occurrence: 1,
      due: { date: '2031-01-31', time: null, timeZone: 'Europe/Berlin' },
    });
    const outcomes: string[] = [];
    for (const change of [{ title: 'Renamed' }, { occurrence: 2 }, { due: { ...task.due!, date: '2031-02-01' } }]) {
      const server = new EditServer();
      server.stored = { ...task, ...change, version: 2 };
      server.responses.push({ is: 'changed' }, { is: 'done', task: { ...server.stored, version: 3 } });
      server.edit(task, { kind: 'skip' });
      await empty(server);
      outcomes.push(`${server.sent.map(({ version }) => version)} ${server.refused.length}`);
    }
    assert.deepEqual(outcomes, ['1,2 0', '1 1', '1 1']);
  });

  it('takes what was done to a task before it was known to be made for done to that', async () => {
    const server = new EditServer();
    const made = aTask({ version: 1 });
    const add: Edit = {
      id: 'new',
      taskId: newTaskId('new'),
      at: '',
      before: null,
      kind: 'add',
      input: { title: 'New' },
    };
    server.responses.push({ is: 'done', task: made }, { is: 'done', task: { ...made, version: 2 } });
    server.queue.add(add, null);
    await empty(server);
    server.edit({ ...made, version: 0 }, { kind: 'update', changes: { title: 'Newer' } });
    await empty(server);
    assert.equal(server.sent[1]?.version, 1);
  });

  it('adds a subtask below a task that was not known when it was made', async () => {
    const server = new EditServer();
    const made = aTask({ version: 1 });
    const add = (id: string, input: { title: string; parentId?: string }): Edit => {
      return { id, taskId: newTaskId(id), at: '', before: null, kind: 'add', input };
    };
    server.responses.push({ is: 'done', task: made }, { is: 'done', task: aTask({ version: 1 }) });
    server.queue.add(add('new', { title: 'New' }), null);
    server.queue.add(add('below', { title: 'Below', parentId: newTaskId('new') }), null);
    await empty(server);
    const { edit } = server.sent[1]!;
    assert.equal(edit.kind === 'add' && edit.input.parentId, made.id);
  });

  it('does not take a task for deleted where only the one next to its new place is gone', async () => {
    const server = new EditServer();
    const task = aTask();
    const place = { listId: null, parentId: null, after: null, position: 'a0' };
    const move = { kind: 'move', to: { ...place, after: 'gone' }, from: place } as const;
    server.stored = task;
    server.responses.push({ is: 'gone' });
    server.edit(task, move);
    await empty(server);
    assert.deepEqual([server.refused.length, server.done.length], [1, 0]);
    server.stored = null;
    server.responses.push({ is: 'gone' });
    server.edit(task, move);
    await empty(server);
    assert.deepEqual([server.refused.length, server.done.length], [1, 1]);
  });

  it('waits while nobody answers, and goes on when it is woken', async () => {
    const server = new EditServer();
    const task = aTask();
    server.edit(task, { kind: 'complete' });
    await eventually('an attempt', () => server.sent.length === 1);
    await eventually('that it waits', () => states(server)[0] === 'waiting');
    assert.equal(server.saved.length, 1);
    server.responses.push({ is: 'done', task });
    server.queue.wake();
    await empty(server);
    assert.equal(server.sent[0]?.edit.id, server.sent[1]?.edit.id);
    assert.equal(server.saved.length, 0);
  });

  it('gives edits of a new task the id that the server gave it', async () => {
    const server = new EditServer();
    const made = aTask();
    const add: Edit = {
      id: 'add',
      taskId: newTaskId('add'),
      at: '',
      before: null,
      kind: 'add',
      input: { title: 'New' },
    };
    server.responses.push({ is: 'done', task: made }, { is: 'done', task: { ...made, version: 2 } });
    server.queue.add(add, null);
    server.edit({ ...made, id: add.taskId }, { kind: 'update', changes: { title: 'Newer' } }, null);
    await empty(server);
    assert.deepEqual([server.sent[1]?.edit.taskId, server.sent[1]?.version], [made.id, 1]);
    assert.equal(server.queue.idOf(add.taskId), made.id);
    assert.equal(server.queue.firstIdOf(made.id), add.taskId);
  });

  it('sends what an earlier page left before anything of its own', async () => {
    const server = new EditServer();
    const task = aTask();
    const old: Edit = { id: 'old', taskId: task.id, at: '2026-01-01T00:00:00Z', before: task, kind: 'complete' };
    server.left = [{ edit: old, version: 1 }];
    await server.queue.start();
    await eventually('an attempt', () => server.sent.length === 1);
    assert.equal(server.sent[0]?.edit.id, 'old');
  });

  it('merges by itself where nothing contradicts', async () => {
    const server = new EditServer();
    const task = aTask({ title: 'Rent', version: 1 });
    server.stored = { ...task, description: 'theirs', version: 5 };
    server.responses.push({ is: 'changed' }, (edit) => ({
      is: 'done',
      task: { ...task, id: edit.taskId, version: 6 },
    }));
    server.edit(task, { kind: 'update', changes: { title: 'Pay rent' } });
    await empty(server);
    assert.deepEqual(
      server.sent.map(({ version }) => version),
      [1, 5],
    );
  });

  it('takes an edit for done whose answer was lost', async () => {
    const server = new EditServer();
    const task = aTask({ title: 'Rent', version: 1 });
    server.stored = { ...task, title: 'Pay rent', version: 2 };
    server.responses.push({ is: 'changed' });
    server.edit(task, { kind: 'update', changes: { title: 'Pay rent' } });
    await empty(server);
    assert.equal(server.done.length, 1);
    assert.equal(server.sent.length, 1);
  });

  it('asks about a contradiction, and lets others pass meanwhile but those of the same task', async () => {
    const server = new EditServer();
    const [task, other] = [aTask({ title: 'Rent' }), aTask()];
    server.stored = { ...task, title: 'Theirs', version: 2 };
    server.responses.push({ is: 'changed' }, { is: 'done', task: other });
    const mine = server.edit(task, { kind: 'update', changes: { title: 'Mine', priority: 'high' } });
    server.edit(task, { kind: 'complete' });
    server.edit(other, { kind: 'complete' });
    await eventually('that the other is done', () => server.done.length === 1);
    assert.deepEqual(states(server), ['conflict', 'waiting']);
    assert.equal(server.saved.length, 2);

    server.responses.push({ is: 'done', task: { ...task, version: 3 } }, { is: 'done', task: { ...task, version: 4 } });
    server.queue.settle(mine.id, new Set(['title']));
    await empty(server);
    const sent = server.sent[2];
    assert.deepEqual(sent?.edit.kind === 'update' && sent.edit.changes, { priority: 'high', title: 'Mine' });
    assert.equal(sent?.version, 2);
    assert.equal(server.sent[3]?.edit.kind, 'complete');
  });

  it('sends only what contradicts nothing where theirs is kept', async () => {
    const server = new EditServer();
    const task = aTask({ title: 'Rent' });
    server.stored = { ...task, title: 'Theirs', version: 2 };
    server.responses.push({ is: 'changed' });
    const mine = server.edit(task, { kind: 'update', changes: { title: 'Mine' } });
    await eventually('a conflict', () => states(server)[0] === 'conflict');
    server.queue.settle(mine.id, false);
    await empty(server);
    assert.equal(server.sent.length, 1);
  });

  it('keeps an edit of a task that was deleted elsewhere, and can add it again', async () => {
    const server = new EditServer();
    const task = aTask({ title: 'Rent', tags: ['home'] });
    server.responses.push({ is: 'gone' }, { is: 'done', task: aTask() });
    const mine = server.edit(task, { kind: 'update', changes: { title: 'Pay rent' } });
    await eventually('a conflict', () => states(server)[0] === 'conflict');
    assert.equal(server.queue.snapshot()[0]?.conflict?.theirs, null);
    server.queue.settle(mine.id, true);
    await empty(server);
    const sent = server.sent[1]?.edit;
    assert.deepEqual(sent?.kind === 'add' && [sent.input.title, sent.input.tags], ['Pay rent', ['home']]);
  });

  it('does not delete what was changed elsewhere since without asking', async () => {
    const server = new EditServer();
    const task = aTask({ title: 'Rent' });
    server.stored = { ...task, title: 'Theirs', version: 2 };
    server.responses.push({ is: 'changed' });
    const mine = server.edit(task, { kind: 'delete' });
    await eventually('a conflict', () => states(server)[0] === 'conflict');
    server.responses.push({ is: 'done', task: undefined });
    server.queue.settle(mine.id, true);
    await empty(server);
    assert.equal(server.sent[1]?.version, 2);
  });

  it('neither sends nor keeps what is held, until it is released', async () => {
    const server = new EditServer();
    const task = aTask();
    const edit: Edit = { id: 'held', taskId: task.id, at: '', before: task, kind: 'delete' };
    server.queue.add(edit, 1, true);
    assert.deepEqual([server.sent, server.saved], [[], []]);
    assert.equal(server.queue.withdraw('held'), true);
    assert.deepEqual(server.queue.snapshot(), []);
    server.responses.push({ is: 'done', task: undefined });
    server.queue.add(edit, 1, true);
    server.queue.release('held');
    await empty(server);
    assert.equal(server.sent.length, 1);
  });

  it('takes back what the server refuses, and goes on with the next', async () => {
    const server = new EditServer();
    const [task, other] = [aTask(), aTask()];
    server.responses.push({ is: 'refused', problem: new Error('Too long.') }, { is: 'done', task: other });
    server.edit(task, { kind: 'update', changes: { title: 'x' } });
    server.edit(other, { kind: 'complete' });
    await empty(server);
    assert.deepEqual([server.refused.length, server.done.length], [1, 1]);
  });

  it('forgets what was done to a task that the server refuses to make', async () => {
    const server = new EditServer();
    const add: Edit = { id: 'no', taskId: newTaskId('no'), at: '', before: null, kind: 'add', input: { title: 'No' } };
    server.responses.push({ is: 'refused', problem: new Error('No.') });
    server.queue.add(add, null);
    server.edit({ ...aTask(), id: add.taskId }, { kind: 'complete' }, null);
    await empty(server);
    assert.deepEqual([server.sent.length, server.refused.length], [1, 1]);
  });

  it('keeps everything when the session has ended', async () => {
    const server = new EditServer();
    server.responses.push({ is: 'signed-out' });
    server.edit(aTask(), { kind: 'complete' });
    await eventually('that somebody hears of it', () => server.signedOut === 1);
    assert.equal(server.queue.snapshot().length, 1);
    assert.equal(server.saved.length, 1);
  });
});
