import assert from 'node:assert/strict';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../tests/support/use-client.ts';

for (const eventsEnabled of [false, true]) {
  describe(`the chatbot in Phase ${eventsEnabled ? 5 : 4}`, () => {
    const backend = useBackend({ eventsEnabled });
    const ada = useClientPerTest(backend);

    const say = async (message: string, conversationId?: string) => {
      backend.clock.now = new Date(backend.clock.now.getTime() + 1000);
      const { status, body } = await ada.post('/api/chat', { message, ...(conversationId ? { conversationId } : {}) });
      assert.equal(status, 200, JSON.stringify(body));
      return body;
    };
    const titles = async (query = 'status=open') =>
      (await ada.get(`/api/tasks?${query}`)).body.items.map(({ title }: { title: string }) => title);

    const adding = [
      'add buy milk',
      'Add a task to buy milk.',
      'create task: buy milk',
      'new: buy milk',
      'remind me to buy milk!',
      'ADD "buy milk"',
    ];
    it('adds a task, the same that REST has then', async () => {
      for (const message of adding) {
        const { reply, actions } = await say(message);
        assert.equal(reply, 'Added: "buy milk".');
        const [{ tool, arguments: given, result }] = actions;
        assert.deepEqual([actions.length, tool, given], [1, 'add', { title: 'buy milk' }]);
        assert.deepEqual((await ada.get(`/api/tasks/${result.id}`)).body, result);
      }
      assert.deepEqual(
        await titles(),
        adding.map(() => 'buy milk'),
      );
    });

    it('says why it does not add what is no title', async () => {
      const { reply, actions } = await say(`add ${'x'.repeat(201)}`);
      assert.match(reply, /^I could not add that\. title: Must have at most 200 characters\./);
      assert.deepEqual([actions, await titles()], [[], []]);
    });

    it('lists what is open, newest first, and how much more there is', async () => {
      assert.equal((await say('what is open?')).reply, 'Nothing is open.');
      for (let number = 1; number <= 12; number += 1) await say(`add item ${number}`);
      await say('complete item 5');
      const { conversationId, reply, actions } = await say('list');
      assert.match(
        reply,
        /^1\. item 12\n2\. item 11\n(.*\n)*7\. item 6\n8\. item 4\n9\. item 3\n10\. item 2\n… and more: say "more"\.$/,
      );
      assert.equal(actions[0].result.items.length, 10);
      assert.equal((await say('more', conversationId)).reply, '11. item 1');
      assert.equal((await say('more', conversationId)).reply, 'There is no more to show.');
      assert.equal((await say('complete #11', conversationId)).reply, 'Done: "item 1".');
    });

    it('completes by title, by a part of it, and by number in the list that was shown', async () => {
      for (const title of ['Water plants', 'Call Bob', 'Pay rent', 'Sleep']) await say(`add ${title}`);
      assert.equal((await say('complete PAY RENT')).reply, 'Done: "Pay rent".');
      assert.equal((await say('done with plants')).reply, 'Done: "Water plants".');
      const { conversationId } = await say('list');
      await ada.post('/api/tasks', { title: 'Newer than the list' });
      const { reply, actions } = await say('finish #2', conversationId);
      assert.equal(reply, 'Done: "Call Bob".');
      assert.deepEqual([actions[0].tool, actions[0].result.completed], ['complete', true]);
      assert.deepEqual(await titles(), ['Newer than the list', 'Sleep']);
    });

    it('asks where several may be meant, and does nothing before it is told', async () => {
      for (const title of ['Buy milk', 'Buy bread', '2']) await say(`add ${title}`);
      for (const tool of ['complete', 'delete']) {
        const { conversationId, reply, actions } = await say(`${tool} buy`);
        assert.deepEqual([reply, actions], ['Which one?\n1. Buy bread\n2. Buy milk', []]);
        await say('yes', conversationId);
        await say('list', conversationId);
        const titleOrNumber = await say(`${tool} 2`, conversationId);
        assert.deepEqual([titleOrNumber.reply, titleOrNumber.actions], ['Which one?\n1. Buy bread\n2. 2', []]);
        await say('yes', conversationId);
      }
      assert.deepEqual(await titles(), ['2', 'Buy bread', 'Buy milk']);
    });

    it('goes on with what it asked about, once it is told which', async () => {
      for (const title of ['Buy milk', 'Buy bread', 'Buy eggs']) await say(`add ${title}`);
      const { conversationId } = await say('complete buy');
      assert.equal((await say('the second one', conversationId)).reply, 'Done: "Buy bread".');
      assert.equal((await say('the first one', conversationId)).actions.length, 0, 'a question counts once');
      await say('delete buy', conversationId);
      const which = await say('1', conversationId);
      assert.deepEqual([which.reply, which.actions], ['Delete "Buy eggs"? Answer yes or no.', []]);
      assert.equal((await say('yes', conversationId)).reply, 'Deleted: "Buy eggs".');
      assert.deepEqual(await titles(), ['Buy milk']);
    });

    it('prefers the title that is meant exactly', async () => {
      await say('add Buy');
      for (let number = 1; number <= 12; number += 1) await say(`add Buy more ${number}`);
      assert.equal((await say('complete buy')).reply, 'Done: "Buy".');
    });

    it('says so where nothing is called that', async () => {
      await say('add Something');
      const { conversationId } = await say('list');
      for (const which of ['nothing', '#7', '0', '99999999999999999999', '%', '_', '.*']) {
        const { reply, actions } = await say(`delete ${which}`, conversationId);
        assert.match(reply, /^No open task is called|^There is no such number in the list, which has 1\./);
        assert.deepEqual(actions, []);
        assert.match((await say('yes', conversationId)).reply, /^There is nothing to confirm|^Delete "Something"\?/);
        await say('no', conversationId);
        await say('list', conversationId);
      }
      assert.deepEqual(await titles(), ['Something']);
    });

    it('forgives one slip of the fingers, and offers what is less similar', async () => {
      for (const title of ['Defragment', 'Renew passport']) await say(`add ${title}`);
      assert.equal((await say('compelte renew pasport')).reply, 'Done: "Renew passport".');
      const { conversationId, reply, actions, choices } = await say('complete defragmantt');
      assert.deepEqual([reply, actions], ['No open task is called "defragmantt". Did you mean:\n1. Defragment', []]);
      assert.deepEqual(choices, [{ label: 'Defragment', message: '"Defragment"' }]);
      assert.equal((await say('yes', conversationId)).reply, 'Done: "Defragment".');
    });

    it('proposes a change of a set, and does it by a confirmation of its id, once', async () => {
      for (const title of ['Buy milk', 'Buy bread']) await say(`add ${title}`);
      const { conversationId, proposal, actions, reply } = await say('complete all tasks');
      assert.deepEqual(actions, []);
      assert.equal(reply, 'Complete these 2 tasks? Answer yes or no.\n1. Buy bread\n2. Buy milk');
      assert.deepEqual(
        proposal.actions.map(({ tool, task }: { tool: string; task: { title: string } }) => [tool, task.title]),
        [
          ['complete', 'Buy bread'],
          ['complete', 'Buy milk'],
        ],
      );
      assert.deepEqual(await titles(), ['Buy bread', 'Buy milk']);
      const confirm = (id: string) => ada.post('/api/chat', { conversationId, confirm: id });
      assertProblem(await confirm(crypto.randomUUID()), 409, 'conflict');
      assert.equal((await confirm(proposal.id)).body.reply, 'Done: "Buy bread".\nDone: "Buy milk".');
      assertProblem(await confirm(proposal.id), 409, 'conflict');
      assert.deepEqual(await titles(), []);
      assert.match(
        (await say('undo', conversationId)).reply,
        /^Undone: "Buy milk" is open again, "Buy bread" is open again/,
      );
    });

    it('leaves a task alone that has changed since the proposal', async () => {
      for (const title of ['Buy milk', 'Buy bread']) await say(`add ${title}`);
      const { conversationId, proposal } = await say('complete all tasks');
      const [{ task }] = proposal.actions;
      await ada.patch(`/api/tasks/${task.id}`, { title: 'Buy rye bread' });
      const { body } = await ada.post('/api/chat', { conversationId, confirm: proposal.id });
      assert.equal(body.reply, '"Buy rye bread" was changed meanwhile, so I left it as it is.\nDone: "Buy milk".');
      assert.deepEqual(await titles(), ['Buy rye bread']);
    });

    it('takes a message or a confirmation, with the conversation of its proposal', async () => {
      const id = crypto.randomUUID();
      for (const [body, path] of [
        [{}, 'message'],
        [{ message: 'list', confirm: id, conversationId: id }, 'confirm'],
        [{ confirm: id }, 'conversationId'],
      ] as const) {
        const { status, body: problem } = await ada.post('/api/chat', body);
        assert.deepEqual([status, problem.errors[0].path], [400, path]);
      }
    });

    it('never means by "all" the task that was mentioned last', async () => {
      for (const title of ['Read', 'Cook', 'Bake']) await say(`add ${title}`);
      const { conversationId } = await say('complete read');
      const { reply, actions } = await say('delete all', conversationId);
      assert.deepEqual([reply, actions], ['Delete these 2 tasks? Answer yes or no.\n1. Bake\n2. Cook', []]);
      assert.match((await say('delete them')).reply, /^I am not sure which tasks you mean/);
    });

    it('says that it has shown nothing yet, rather than guess what a number means', async () => {
      await say('add Something');
      const { reply, actions } = await say('complete #1');
      assert.deepEqual([reply, actions], ['I have not shown you a list yet. Say "list" first.', []]);
    });

    it('deletes only after a yes to its question', async () => {
      await say('add Old');
      const { conversationId, reply, actions } = await say('delete old');
      assert.deepEqual([reply, actions], ['Delete "Old"? Answer yes or no.', []]);
      assert.deepEqual(await titles(), ['Old']);
      assert.match((await say('yes')).reply, /^There is nothing to confirm/, 'another conversation asked nothing');
      assert.deepEqual(await titles(), ['Old']);
      const confirmed = await say('Yes.', conversationId);
      assert.deepEqual([confirmed.reply, confirmed.actions[0].tool], ['Deleted: "Old".', 'delete']);
      assert.deepEqual(await titles(''), []);
      assert.match((await say('yes', conversationId)).reply, /^There is nothing to confirm/, 'a yes counts once');
    });

    it('forgets its question at anything but a yes', async () => {
      await say('add Kept');
      for (const other of ['no', 'list', 'never mind', 'yes but not this one', 'add Another']) {
        const { conversationId } = await say('delete kept');
        await say(other, conversationId);
        assert.match((await say('yes', conversationId)).reply, /^There is nothing to confirm/);
      }
      assert.deepEqual(await titles(), ['Another', 'Kept']);
    });

    it('is not confused when the task is gone before the yes', async () => {
      const { actions } = await say('add Fleeting');
      const { conversationId } = await say('delete fleeting');
      await ada.delete(`/api/tasks/${actions[0].result.id}`);
      const { reply, actions: done } = await say('yes', conversationId);
      assert.deepEqual([reply, done], ['"Fleeting" is gone already.', []]);
    });

    it('explains itself where it does not understand', async () => {
      for (const message of ['hello', 'yes', 'no', '?', 'delete', 'add'])
        assert.match((await say(message)).reply, /Try "add buy milk"/);
    });

    it('reaches neither tasks nor conversations of others', async () => {
      const { conversationId } = await say('add Secret');
      await say('delete secret', conversationId);
      const eve = await backend.register();
      for (const message of ['complete secret', 'delete secret', 'complete 1', 'delete #1', 'list']) {
        const { body } = await eve.post('/api/chat', { message });
        assert.match(body.reply, /^No open task is called|^Nothing is open|^I have not shown you a list yet/);
        assert.deepEqual(
          body.actions.filter(({ tool }: { tool: string }) => tool !== 'list'),
          [],
        );
      }
      assertProblem(await eve.post('/api/chat', { message: 'yes', conversationId }), 404, 'not_found');
      assertProblem(await eve.get(`/api/chat/conversations/${conversationId}`), 404, 'not_found');
      assert.deepEqual((await eve.get('/api/chat/conversations?limit=1')).body.items.length, 1);
      assert.deepEqual(await titles(), ['Secret']);
    });

    it('remembers conversations, newest first, page by page', async () => {
      const first = (await say('add One')).conversationId;
      await say('list', first);
      const second = (await say('hello')).conversationId;
      const page = (await ada.get('/api/chat/conversations?limit=1')).body;
      const next = (await ada.get(`/api/chat/conversations?limit=1&cursor=${page.nextCursor}`)).body;
      assert.deepEqual([page.items[0].id, next.items[0].id, next.nextCursor], [second, first, null]);
      assert.deepEqual([page.items[0].title, next.items[0].title], ['hello', 'add One']);

      const read: { role: string; content: string }[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const path: string = `/api/chat/conversations/${first}?limit=1${cursor && `&cursor=${cursor}`}`;
        const { body } = await ada.get(path);
        read.push(...body.items);
        cursor = body.nextCursor;
      }
      assert.deepEqual(
        read.map(({ role, content }) => `${role}: ${content}`),
        ['assistant: 1. One', 'user: list', 'assistant: Added: "One".', 'user: add One'],
      );
      assert.deepEqual((await ada.get(`/api/chat/conversations/${first}`)).body.items, read);
    });

    if (!eventsEnabled) return;

    it('is the actor in the activity of what it did', async () => {
      const { actions } = await say('add Watched');
      await say('complete watched');
      const { body } = await ada.get(`/api/tasks/${actions[0].result.id}/activity`);
      const rows = body.items.map(({ action, actor }: { action: string; actor: string }) => [action, actor]);
      assert.deepEqual(rows, [
        ['completed', 'chat'],
        ['created', 'chat'],
      ]);
    });
  });
}
