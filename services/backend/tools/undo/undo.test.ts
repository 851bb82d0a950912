import assert from 'node:assert/strict';
import { request } from '../../../../tests/support/api-client.ts';
import { appApiToken, useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

for (const eventsEnabled of [false, true]) {
  describe(`undoing what the chatbot did, in Phase ${eventsEnabled ? 5 : 4}`, () => {
    const backend = useBackend({ eventsEnabled });
    const ada = useClientPerTest(backend);

    const say = async (message: string, conversationId?: string) => {
      backend.clock.now = new Date(backend.clock.now.getTime() + 1000);
      const { status, body } = await ada.post('/api/chat', { message, ...(conversationId ? { conversationId } : {}) });
      assert.equal(status, 200, JSON.stringify(body));
      return body;
    };
    const create = async (fields: object) => (await ada.post('/api/tasks', fields)).body;
    const read = async (id: string) => (await ada.get(`/api/tasks/${id}`)).body;
    /** What a person sees of a task. */
    const seen = ({ version: _, updatedAt: __, ...task }: Record<string, unknown>) => task;
    const titles = async (query = '') =>
      (await ada.get(`/api/tasks?${query}`)).body.items.map(({ title }: { title: string }) => title);

    it('takes back one message after the other, the last first', async () => {
      await say('add Milk');
      await say('rename milk to Cheese');
      await say('complete cheese');
      assert.equal((await say('undo')).reply, 'Undone: "Cheese" is open again.');
      assert.equal((await say('undo')).reply, 'Undone: "Milk" is as it was.');
      assert.deepEqual(await titles('status=open'), ['Milk']);
      assert.equal((await say('undo')).reply, 'Undone: "Milk" is off the list again.');
      assert.deepEqual(await titles(), []);
      const { reply, actions } = await say('undo');
      assert.deepEqual([reply, actions], ['There is nothing to undo.', []]);
    });

    it('takes back all that one message did', async () => {
      await say('add these: Milk; Bread; Eggs');
      await say('complete milk and bread');
      assert.deepEqual(await titles('status=open'), ['Eggs']);
      await say('undo that');
      assert.deepEqual((await titles('status=open')).sort(), ['Bread', 'Eggs', 'Milk']);
      await say('undo that');
      assert.deepEqual(await titles(), []);
    });

    it('brings a deleted task back as it was, to whoever knows its address', async () => {
      const task = await create({ title: 'Pay rent', description: 'By card.' });
      const { conversationId } = await say('delete rent');
      await say('yes', conversationId);
      assert.equal((await ada.get(`/api/tasks/${task.id}`)).status, 404);
      assert.equal((await say('undo that', conversationId)).reply, 'Undone: "Pay rent" is back.');
      const back = await read(task.id);
      assert.deepEqual(seen(back), seen(task));
      assert.equal(
        (await ada.patch(`/api/tasks/${task.id}`, { title: 'Rent' }, { 'if-match': `"${back.version}"` })).status,
        200,
      );
    });

    it('brings a completed task back completed', async () => {
      const task = await create({ title: 'Pay rent' });
      await ada.post(`/api/tasks/${task.id}/complete`);
      const before = await read(task.id);
      const { conversationId } = await say('delete rent');
      await say('yes', conversationId);
      await say('undo', conversationId);
      assert.deepEqual(seen(await read(task.id)), seen(before));
    });

    it('does not undo what somebody has changed since, and says so', async () => {
      const { actions } = await say('add Milk');
      const path = `/api/tasks/${actions[0].result.id}`;
      const { body: edited } = await ada.patch(path, { title: 'Oat milk' });
      const refused = await say('undo');
      assert.deepEqual(
        [refused.reply, refused.actions],
        ['"Oat milk" was changed since then, so I left it as it is.', []],
      );
      assert.deepEqual(await read(edited.id), edited);
      await ada.delete(path);
      assert.match((await say('undo')).reply, /^That task is deleted/);
    });

    it('undoes all of a message or nothing', async () => {
      await say('add these: Milk; Bread');
      const [bread, milk] = (await ada.get('/api/tasks?sort=title&order=asc')).body.items;
      await ada.patch(`/api/tasks/${milk.id}`, { description: 'Oat.' });
      assert.match((await say('undo')).reply, /^"Milk" was changed since/);
      assert.deepEqual(await read(bread.id), bread);
    });

    it('is each person’s own', async () => {
      await say('add Milk');
      const eve = await backend.register();
      const { body } = await eve.post('/api/chat', { message: 'undo' });
      assert.equal(body.reply, 'There is nothing to undo.');
      assert.deepEqual(await titles(), ['Milk']);
    });

    it('remembers the newest twenty changes', async () => {
      for (let number = 1; number <= 22; number += 1) await say(`add Thing number ${number}`);
      for (let number = 1; number <= 20; number += 1) await say('undo');
      assert.equal((await say('undo')).reply, 'There is nothing to undo.');
      assert.deepEqual(await titles(), ['Thing number 2', 'Thing number 1']);
    });

    if (!eventsEnabled) return;

    const sidecar = { 'dapr-api-token': appApiToken };
    const rent = {
      title: 'Pay rent',
      priority: 'high',
      tags: ['home'],
      due: { date: '2030-01-31', time: '09:00', timeZone: 'Europe/Berlin' },
      recurrence: { frequency: 'monthly', interval: 1, from: 'due', count: 9 },
      reminders: [{ minutesBefore: 30 }, { at: '2030-01-30T12:00:00.000Z' }],
    };

    it('brings back date, recurrence, series and reminders', async () => {
      const task = await create(rent);
      const { conversationId } = await say('delete rent');
      await say('yes', conversationId);
      await say('undo', conversationId);
      assert.deepEqual(seen(await read(task.id)), seen(task));
      for (const change of ['move rent to 5 Feb 2030', 'stop repeating rent', 'remove the due date from rent']) {
        const before = await read(task.id);
        const changed = await say(change);
        assert.equal(changed.actions[0]?.tool, 'update', changed.reply);
        await say('undo');
        assert.deepEqual(seen(await read(task.id)), seen(before), change);
      }
    });

    it('ends a snooze, and gives the reminder its own time back', async () => {
      const task = await create(rent);
      await say('snooze rent until 1 Feb 2030');
      assert.equal((await read(task.id)).snoozedUntil, '2030-02-01T09:00:00.000Z');
      await say('undo');
      assert.deepEqual(seen(await read(task.id)), seen(task));
      const bare = await create({ title: 'Sleep' });
      await say('snooze sleep until 1 Feb 2030');
      await say('snooze sleep until 2 Feb 2030');
      await say('undo');
      assert.equal((await read(bare.id)).snoozedUntil, '2030-02-01T09:00:00.000Z');
      await say('undo');
      assert.deepEqual(seen(await read(bare.id)), seen(bare));
    });

    it('goes back to the occurrence that was skipped, with its snooze and reminders', async () => {
      const task = await create(rent);
      await say('snooze rent until 1 Feb 2030');
      const snoozed = await read(task.id);
      await say('skip rent');
      const skipped = await read(task.id);
      assert.deepEqual([skipped.occurrence, skipped.snoozedUntil], [2, null]);
      await say('undo');
      assert.deepEqual(seen(await read(task.id)), seen(snoozed));
    });

    it('takes the successor of a completed occurrence back', async () => {
      const task = await create(rent);
      const { actions } = await say('complete rent');
      const { completedAt } = actions[0].result;
      await request(`${backend.url}/internal/successors`, 'POST', { taskId: task.id, completedAt }, sidecar);
      assert.equal((await titles('status=open')).length, 1);
      assert.equal((await say('undo')).reply, 'Undone: "Pay rent" is open again.');
      const { items } = (await ada.get('/api/tasks')).body;
      assert.deepEqual(
        items.map((item: { id: string; completed: boolean }) => [item.id, item.completed]),
        [[task.id, false]],
      );
    });

    it('is not stopped by a reminder, and does not have it sent again', async () => {
      const soon = new Date(backend.clock.now.getTime() + 60_000).toISOString();
      const task = await create({ title: 'Tea', reminders: [{ at: soon }] });
      await say('rename tea to Coffee');
      backend.clock.now = new Date(backend.clock.now.getTime() + 120_000);
      await request(`${backend.url}/reminder-check`, 'POST', {}, sidecar);
      assert.equal((await read(task.id)).reminders[0].state, 'sent');
      assert.equal((await say('undo')).reply, 'Undone: "Tea" is as it was.');
      const back = await read(task.id);
      assert.deepEqual([back.title, back.reminders[0].state], ['Tea', 'sent']);
    });

    it('is told in the activity as what it is', async () => {
      const task = await create({ title: 'Milk' });
      const { conversationId } = await say('delete milk');
      await say('yes', conversationId);
      await say('undo', conversationId);
      const { body } = await ada.get(`/api/tasks/${task.id}/activity`);
      const rows = body.items.map(({ action, actor }: { action: string; actor: string }) => `${action} by ${actor}`);
      assert.deepEqual(rows, ['created by chat', 'deleted by chat', 'created by user']);
    });
  });
}
