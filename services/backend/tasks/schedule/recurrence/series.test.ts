import assert from 'node:assert/strict';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { request } from '../../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../../tests/support/assert-problem.ts';
import {
  appApiToken,
  sidecarWithoutNotifications,
  useBackend,
} from '../../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../../tests/support/use-client.ts';

describe('the series of a recurring task', () => {
  const backend = useBackend({ sidecar: sidecarWithoutNotifications });
  beforeEach(async () => {
    backend.clock.now = new Date('2026-01-30T12:00:00Z');
  });
  const ada = useClientPerTest(backend, 'Europe/Berlin');

  /** Completes a task at noon UTC of a day, and reads the successor that the recurring service then asks for. */
  async function successorOf(id: string, day: string) {
    backend.clock.now = new Date(`${day}T12:00:00Z`);
    const { completedAt } = (await ada.post(`/api/tasks/${id}/complete`)).body;
    const headers = { 'dapr-api-token': appApiToken };
    const { body } = await request(`${backend.url}/internal/successors`, 'POST', { taskId: id, completedAt }, headers);
    return body.successorId && (await ada.get(`/api/tasks/${body.successorId}`)).body;
  }

  const create = async (task: object) => (await ada.post('/api/tasks', { title: 'Pay rent', ...task })).body;

  /** The second occurrence of a monthly series from 31 January, which is due on 28 February. */
  async function inFebruary() {
    const first = await create({ due: { date: '2026-01-31' }, recurrence: { frequency: 'monthly' } });
    const second = await successorOf(first.id, '2026-01-31');
    assert.equal(second.due.date, '2026-02-28');
    return second;
  }

  for (const end of [{ until: '2027-01-31' }, { count: 10 }, { from: 'due', until: '2026-12-31', count: 5 }]) {
    it(`goes on with its day and its numbers when the rule only gets ${JSON.stringify(end)}`, async () => {
      const task = await inFebruary();
      const { body: changed } = await ada.patch(`/api/tasks/${task.id}`, {
        recurrence: { frequency: 'monthly', ...end },
      });
      assert.deepEqual([changed.seriesId, changed.occurrence], [task.seriesId, 2]);
      assert.deepEqual(changed.recurrence, { frequency: 'monthly', interval: 1, from: 'due', ...end });
      const next = await successorOf(task.id, '2026-02-28');
      assert.deepEqual([next.due.date, next.occurrence], ['2026-03-31', 3]);
    });
  }

  it('goes on with its numbers when it is counted from completion, and back from its first day', async () => {
    const task = await inFebruary();
    const { body: changed } = await ada.patch(`/api/tasks/${task.id}`, {
      recurrence: { frequency: 'monthly', from: 'completion' },
    });
    assert.deepEqual([changed.seriesId, changed.occurrence], [task.seriesId, 2]);
    const { body: back } = await ada.patch(`/api/tasks/${task.id}`, { recurrence: { frequency: 'monthly' } });
    assert.deepEqual([back.seriesId, back.occurrence], [task.seriesId, 2]);
    assert.equal((await successorOf(task.id, '2026-02-28')).due.date, '2026-03-31');
  });

  it('counts the ones that were completed towards a count that is set later', async () => {
    const task = await inFebruary();
    await ada.patch(`/api/tasks/${task.id}`, { recurrence: { frequency: 'monthly', count: 2 } });
    assert.equal(await successorOf(task.id, '2026-02-28'), null);
  });

  it('begins anew at the due of the task with any other rule', async () => {
    const task = await inFebruary();
    const { body: changed } = await ada.patch(`/api/tasks/${task.id}`, {
      recurrence: { frequency: 'monthly', interval: 2 },
    });
    assert.notEqual(changed.seriesId, task.seriesId);
    assert.equal(changed.occurrence, 1);
    assert.equal((await successorOf(task.id, '2026-02-28')).due.date, '2026-04-28');
  });

  it('begins anew at a due that comes with the rule, also with the same rule', async () => {
    const task = await inFebruary();
    const { body: changed } = await ada.patch(`/api/tasks/${task.id}`, {
      due: { date: '2026-03-15' },
      recurrence: { frequency: 'monthly' },
    });
    assert.notEqual(changed.seriesId, task.seriesId);
    assert.equal(changed.occurrence, 1);
    assert.equal((await successorOf(task.id, '2026-03-15')).due.date, '2026-04-15');
  });

  it('stays where it is when one occurrence is moved', async () => {
    const task = await inFebruary();
    const { body: moved } = await ada.patch(`/api/tasks/${task.id}`, { due: { date: '2026-03-02' } });
    assert.deepEqual([moved.seriesId, moved.occurrence], [task.seriesId, 2]);
    assert.equal((await successorOf(task.id, '2026-03-02')).due.date, '2026-03-31');
  });

  it('leaves no trace when due and rule are named as they are', async () => {
    const task = await inFebruary();
    const { body: same } = await ada.patch(`/api/tasks/${task.id}`, { due: task.due, recurrence: task.recurrence });
    assert.deepEqual(same, task);
  });

  it('goes on an interval after the day of completion, also where that is before the old due', async () => {
    const weekly = { frequency: 'daily', interval: 7, from: 'completion' };
    const task = await create({ due: { date: '2026-12-10', time: '09:00' }, recurrence: weekly });
    const next = await successorOf(task.id, '2026-11-26');
    assert.deepEqual([next.due.date, next.due.time, next.occurrence], ['2026-12-03', '09:00', 2]);
  });

  describe('that would end before its due', () => {
    const due = { date: '2026-02-10' };
    const ended = { frequency: 'daily', until: '2026-02-09' };
    const refused = (response: object, path: string) => {
      assertProblem(response as Parameters<typeof assertProblem>[0], 400, 'validation_failed');
      assert.deepEqual(
        (response as { body: { errors: { path: string }[] } }).body.errors.map((error) => error.path),
        [path],
      );
    };

    it('is refused in a new task, and taken when it ends on that day', async () => {
      refused(await ada.post('/api/tasks', { title: 'x', due, recurrence: ended }), 'recurrence.until');
      const until = { ...ended, until: due.date };
      assert.equal((await ada.post('/api/tasks', { title: 'x', due, recurrence: until })).status, 201);
    });

    it('is refused in a batch, which then adds nothing', async () => {
      const tasks = [{ title: 'y' }, { title: 'x', due, recurrence: ended }];
      refused(await ada.post('/api/tasks/batch', { tasks }), 'tasks.1.recurrence.until');
      assert.deepEqual((await ada.get('/api/tasks')).body.items, []);
    });

    it('is refused in a change of the rule, and of rule and due', async () => {
      const task = await create({ due, recurrence: { frequency: 'daily' } });
      refused(await ada.patch(`/api/tasks/${task.id}`, { recurrence: ended }), 'recurrence.until');
      const both = { due: { date: '2026-03-01' }, recurrence: { frequency: 'daily', until: '2026-02-28' } };
      refused(await ada.patch(`/api/tasks/${task.id}`, both), 'recurrence.until');
      assert.deepEqual((await ada.get(`/api/tasks/${task.id}`)).body, task);
    });

    it('is left out of an import, which says so and takes the rest of the task', async () => {
      const id = '0198c6a5-30a4-7b0e-8f3e-51c1b1f0a2aa';
      const body = { tasks: [{ id, title: 'x', due: { ...due, timeZone: 'UTC' }, recurrence: ended }] };
      const { omissions } = (await ada.post('/api/import', body)).body;
      assert.deepEqual(
        omissions.map((omission: { property: string }) => omission.property),
        ['recurrence.until'],
      );
      const { body: task } = await ada.get(`/api/tasks/${id}`);
      assert.deepEqual([task.due.date, task.recurrence], [due.date, null]);
    });

    it('is refused by the tools of chat and MCP, which say why', async () => {
      const task = await create({ due, recurrence: { frequency: 'daily' } });
      const mcp = new Client({ name: 'test', version: '1.0.0' });
      const requestInit = { headers: { authorization: `Bearer ${ada.token}` } };
      await mcp.connect(new StreamableHTTPClientTransport(new URL('/mcp', backend.url), { requestInit }));
      const calls: [name: string, args: Record<string, unknown>][] = [
        ['add', { title: 'x', due, recurrence: ended }],
        ['add_several', { tasks: [{ title: 'x', due, recurrence: ended }] }],
        ['update', { id: task.id, recurrence: ended }],
      ];
      for (const [name, args] of calls) {
        const { isError, content } = await mcp.callTool({ name, arguments: args });
        assert.equal(isError, true);
        assert.match(JSON.stringify(content), /Must not be before the due, 2026-02-10/, name);
      }
      await mcp.close();
      assert.deepEqual((await ada.get('/api/tasks')).body.items, [task]);
    });

    it('is asked about in the chat, and stays in the title if that is meant', async () => {
      const say = async (message: string, conversationId?: string) =>
        (await ada.post('/api/chat', { message, ...(conversationId && { conversationId }) })).body;
      const { reply, conversationId } = await say('add Diet on 10 February every day until 9 February');
      assert.match(reply, /I do not understand "on 10 February every day until 9 February"\. .*Shall I add the task/);
      assert.deepEqual((await ada.get('/api/tasks')).body.items, []);
      await say('yes', conversationId);
      const [task] = (await ada.get('/api/tasks')).body.items;
      assert.deepEqual(
        [task.title, task.due, task.recurrence],
        ['Diet on 10 February every day until 9 February', null, null],
      );
    });
  });

  it('lets its last occurrence be postponed past its end, and exported and imported again', async () => {
    const task = await create({ due: { date: '2026-02-10' }, recurrence: { frequency: 'daily', until: '2026-02-10' } });
    const { status, body: moved } = await ada.patch(`/api/tasks/${task.id}`, { due: { date: '2026-02-11' } });
    assert.deepEqual([status, moved.due.date, moved.recurrence.until], [200, '2026-02-11', '2026-02-10']);
    assert.equal((await ada.patch(`/api/tasks/${task.id}`, { title: 'Renamed' })).status, 200);
    const { tasks } = (await ada.get('/api/export')).body;
    const bob = await backend.register();
    assert.deepEqual((await bob.post('/api/import', { tasks })).body, { imported: 1, skipped: 0 });
    assert.equal(await successorOf(task.id, '2026-02-11'), null);
  });
});
