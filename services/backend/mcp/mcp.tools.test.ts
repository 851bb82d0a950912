import assert from 'node:assert/strict';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../tests/support/use-client.ts';
import { todoTools } from '../tools/todo-tools.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test asserts what it expects of a result
type Content = any;

for (const eventsEnabled of [false, true]) {
  for (const era of ['2026-07-28', '2025-11-25'] as const) {
    describe(`the MCP server in Phase ${eventsEnabled ? 5 : 4}, spoken to in the revision of ${era}`, () => {
      const backend = useBackend({ eventsEnabled });
      const ada = useClientPerTest(backend, 'Europe/Berlin');
      let client: Client;
      beforeEach(async () => {
        client = await connect(ada.token);
      });
      afterEach(() => client.close());

      async function connect(token: string): Promise<Client> {
        const mode = era === '2026-07-28' ? { pin: era } : ('legacy' as const);
        const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
        await client.connect(
          new StreamableHTTPClientTransport(new URL('/mcp', backend.url), {
            requestInit: { headers: { authorization: `Bearer ${token}` } },
          }),
        );
        return client;
      }

      async function call(name: string, args: Record<string, unknown> = {}, by = client): Promise<Content> {
        const { content, structuredContent, isError } = await by.callTool({ name, arguments: args });
        const [{ text }] = content as unknown as [{ text: string }];
        assert.ok(!isError, text);
        assert.deepEqual(JSON.parse(text), structuredContent);
        return structuredContent;
      }
      async function refusal(name: string, args: Record<string, unknown>, by = client): Promise<Content> {
        const { content, structuredContent, isError } = await by.callTool({ name, arguments: args });
        assert.equal(isError, true, JSON.stringify(structuredContent));
        const [{ text }] = content as unknown as [{ text: string }];
        assert.equal((structuredContent as Content).detail, text);
        return structuredContent;
      }

      it('lists every tool of the chatbot, with schema and annotations', async () => {
        const { tools } = await client.listTools();
        const expected = todoTools(eventsEnabled);
        assert.deepEqual(
          tools.map(({ name, description }) => [name, description]),
          expected.map(({ name, description }) => [name, description]),
        );
        for (const [index, { title, annotations }] of expected.entries()) {
          const tool = tools[index]!;
          assert.deepEqual(tool.annotations, { title, ...annotations });
          assert.deepEqual([tool.title, tool.inputSchema.type], [title, 'object']);
          assert.equal(
            tool.inputSchema['additionalProperties'],
            false,
            'unknown arguments are refused, and it says so',
          );
        }
      });

      it('calls a tool destructive if it overwrites or removes, and idempotent if a second call changes nothing more', async () => {
        const { tools } = await client.listTools();
        const having = (hint: 'readOnlyHint' | 'destructiveHint' | 'idempotentHint') =>
          new Set(tools.filter(({ annotations }) => annotations?.[hint]).map(({ name }) => name));
        const all = tools.map(({ name }) => name);
        const isReading = (name: string) => /^(list|search|counts|activity|plan)$|^list_/.test(name);
        const isAdding = (name: string) => /^add(_several|_list)?$/.test(name);
        assert.deepEqual(having('readOnlyHint'), new Set(all.filter(isReading)));
        assert.deepEqual(having('destructiveHint'), new Set(all.filter((name) => !isReading(name) && !isAdding(name))));
        assert.deepEqual(
          having('idempotentHint'),
          new Set(all.filter((name) => !isAdding(name) && !['undo', 'skip'].includes(name))),
        );
      });

      it('does with every tool what REST shows then', async () => {
        const called = new Set<string>();
        const use = (name: string, args: Record<string, unknown> = {}) => {
          called.add(name);
          return call(name, args);
        };
        const read = async (id: string) => (await ada.get(`/api/tasks/${id}`)).body;

        const rent = await use('add', { title: 'Pay rent', ...(eventsEnabled ? { due: { date: '2030-01-31' } } : {}) });
        assert.deepEqual(await read(rent.id), rent);
        if (eventsEnabled) assert.equal(rent.due.timeZone, 'Europe/Berlin');
        const { items: several } = await use('add_several', { tasks: [{ title: 'Buy milk' }, { title: 'Buy bread' }] });
        const listed = await use('list', { limit: 2 });
        assert.equal(listed.items.length, 2);
        const next = await use('list', { limit: 2, cursor: listed.nextCursor });
        const ids = [...listed.items, ...next.items].map(({ id }: { id: string }) => id);
        assert.deepEqual(ids.sort(), [rent, ...several].map(({ id }) => id).sort());
        assert.deepEqual((await use('search', { q: 'bread' })).items, [several[1]]);
        assert.equal((await use('update', { id: rent.id, title: 'Pay the rent' })).title, 'Pay the rent');
        assert.equal((await use('complete', { id: rent.id })).completed, true);
        assert.equal((await read(rent.id)).completed, true);
        assert.equal((await use('reopen', { id: rent.id })).completed, false);
        let home: string | undefined;
        if (eventsEnabled) {
          assert.ok((await use('snooze', { id: rent.id, until: '2030-01-01T08:00:00Z' })).snoozedUntil);
          await call('update', { id: rent.id, recurrence: { frequency: 'monthly' } });
          assert.equal((await use('skip', { id: rent.id })).due.date, '2030-02-28');
          home = (await ada.post('/api/lists', { name: 'Home' })).body.id;
          const moved = await use('move', { id: rent.id, listId: home });
          assert.deepEqual([moved.listId, await read(rent.id)], [home, moved]);
          await call('undo');
          assert.equal((await read(rent.id)).listId, null, 'one undo takes a move back');
          const [, bread] = several;
          assert.equal((await call('move', { id: bread.id, parentId: rent.id })).parentId, rent.id);
          await call('move', { id: bread.id, parentId: null });
        }
        await use('delete', { id: several[0].id });
        assert.equal((await ada.get(`/api/tasks/${several[0].id}`)).status, 200, 'it is confirmed first');
        await use('delete', { id: several[0].id, confirm: true });
        assert.equal((await ada.get(`/api/tasks/${several[0].id}`)).status, 404);
        await use('undo');
        assert.equal((await use('list')).items.length, 3);
        if (eventsEnabled) {
          const { items } = await use('activity', { taskId: rent.id });
          assert.equal(items.at(-1).action, 'created');
          assert.deepEqual(new Set(items.map(({ actor }: { actor: string }) => actor)), new Set(['chat']));
        }
        const open = (await call('list', { status: 'open' })).items.map(({ id }: { id: string }) => id);
        const renamed = await use('update_several', { ids: open, changes: { description: 'together' } });
        assert.deepEqual(
          renamed.items.map(({ id, description }: Content) => [id, description]),
          open.map((id: string) => [id, 'together']),
        );
        const completed = await use('complete_several', { ids: open });
        assert.ok(completed.items.every(({ completed }: Content) => completed));
        await call('undo');
        assert.equal(
          (await call('list', { status: 'open' })).items.length,
          open.length,
          'one undo takes all of it back',
        );
        assert.equal((await use('delete_several', { ids: open })).wouldDelete.length, open.length);
        assert.equal((await call('list')).items.length, 3, 'it is confirmed first');
        await call('delete_several', { ids: open, confirm: true });
        assert.equal((await call('list', { status: 'open' })).items.length, 0);
        await call('undo');
        assert.equal((await call('list', { status: 'open' })).items.length, open.length);
        if (eventsEnabled) {
          const late = await call('add', { title: 'Late', due: { date: '2020-01-01' } });
          const plan = await use('plan');
          assert.deepEqual([plan.overdue[0].id, plan.today], [late.id, []]);
          const { id: listId } = await use('add_list', { name: 'Work' });
          assert.deepEqual(
            (await use('list_lists')).items.map(({ id }: Content) => id),
            [home, listId],
          );
          await call('update', { id: late.id, listId });
          assert.deepEqual(
            (await call('list', { list: listId })).items.map(({ id }: Content) => id),
            [late.id],
          );
        }
        const untried = todoTools(eventsEnabled).filter(({ name }) => !called.has(name));
        assert.deepEqual(untried, [], 'a tool that this test does not try');
      });

      it('names what is wrong with the arguments, and changes nothing', async () => {
        const blank = await refusal('add', { title: ' ' });
        assert.deepEqual([blank.code, blank.errors[0].path], ['validation_failed', 'title']);
        const unknown = await refusal('add', { title: 'x', colour: 'red' });
        assert.deepEqual(unknown.errors, [{ path: 'colour', message: 'Is not a known field.' }]);
        const missing = await refusal('add', {});
        assert.deepEqual(missing.errors, [{ path: 'title', message: 'Is required.' }]);
        const second = await refusal('add_several', { tasks: [{ title: 'Good' }, { title: '' }] });
        assert.equal(second.errors[0].path, 'tasks.1.title');
        assert.equal((await refusal('complete', { id: crypto.randomUUID() })).code, 'not_found');
        assert.deepEqual((await ada.get('/api/tasks')).body.items, []);
      });

      it('takes null for an argument that may be absent as absent, at any depth', async () => {
        const { id } = await call('add', { title: 'Buy milk', description: null });
        assert.equal((await call('add_several', { tasks: [{ title: 'Read', description: null }] })).items.length, 1);
        assert.equal((await call('update', { id, title: null, description: 'Two' })).title, 'Buy milk');
        assert.equal((await call('list', { status: null, sort: null, limit: null, cursor: null })).items.length, 2);
        assert.ok((await call('delete', { id, confirm: null })).wouldDelete);
        const missing = await refusal('add', { title: null });
        assert.deepEqual(missing.errors, [{ path: 'title', message: 'Is required.' }]);
        assert.equal((await refusal('add', { title: 'x', colour: null })).errors[0].path, 'colour');
        if (!eventsEnabled) return;
        const weekly = await call('add', {
          title: 'Water the plants',
          priority: null,
          tags: null,
          due: { date: '2030-01-31', time: null, timeZone: null },
          recurrence: { frequency: 'weekly', interval: 1, weekdays: null, monthDays: null, until: null, count: null },
          reminders: [{ minutesBefore: 60, at: null }],
        });
        assert.deepEqual([weekly.priority, weekly.tags, weekly.due.timeZone], ['medium', [], 'Europe/Berlin']);
        assert.equal(weekly.reminders[0].minutesBefore, 60);
        const cleared = await call('update', { id: weekly.id, recurrence: null, reminders: null, title: null });
        assert.deepEqual([cleared.recurrence, cleared.reminders], [null, []]);
        assert.equal((await call('search', { q: 'milk', tag: null, dueBefore: null })).items.length, 1);
        assert.ok((await call('activity', { taskId: null, since: null, limit: null })).items.length > 0);
      });

      it('takes the text of a list, an object or a number for that value, as some clients send it', async () => {
        const { id, title } = await call('add', { title: '5' });
        assert.equal(title, '5');
        await call('add_several', { tasks: '[{ "title": "Read", "description": null }]' });
        assert.equal((await call('list', { limit: '2' })).items.length, 2);
        assert.ok((await call('delete', { id, confirm: 'false' })).wouldDelete);
        assert.equal((await refusal('list', { limit: 'two' })).errors[0].path, 'limit');
        if (eventsEnabled) {
          const due = '{ "date": "2030-01-31", "time": null, "timeZone": null }';
          const updated = await call('update', { id, due, tags: '["home", "garden"]' });
          assert.deepEqual(updated.due, { date: '2030-01-31', time: null, timeZone: 'Europe/Berlin' });
          assert.deepEqual(updated.tags, ['home', 'garden']);
        }
      });

      it('describes its arguments in keywords that every model and validator takes', async () => {
        const { tools } = await client.listTools();
        const keywords = JSON.stringify(tools.map(({ inputSchema }) => inputSchema)).match(/"(format|const)":[^,}]*/g);
        assert.deepEqual(keywords?.filter((keyword) => !keyword.startsWith('"const":"')) ?? [], []);
      });

      it('takes a time zone in any case', async function () {
        if (!eventsEnabled) return this.skip();
        const due = { date: '2030-01-31', time: '09:00', timeZone: 'america/new_york' };
        assert.equal((await call('add', { title: 'x', due })).due.timeZone, 'America/New_York');
      });

      it('knows no other tool', async () => {
        await assert.rejects(client.callTool({ name: 'drop_tables', arguments: {} }), /Unknown tool: drop_tables/);
      });

      it("reaches no one else's tasks", async () => {
        const { id } = await call('add', { title: 'Secret' });
        const eve = await connect((await backend.register()).token);
        for (const [name, args] of [
          ['update', { id, title: 'Mine' }],
          ['complete', { id }],
          ['reopen', { id }],
          ['delete', { id, confirm: true }],
          ...(eventsEnabled
            ? ([
                ['snooze', { id, until: '2090-01-01T08:00:00Z' }],
                ['skip', { id }],
              ] as const)
            : []),
        ] as const) {
          assert.equal((await refusal(name, args, eve)).code, 'not_found');
        }
        assert.deepEqual((await call('list', {}, eve)).items, []);
        if (eventsEnabled) {
          assert.deepEqual((await call('search', { q: 'secret' }, eve)).items, []);
          assert.deepEqual((await call('activity', {}, eve)).items, []);
        }
        await eve.callTool({ name: 'undo', arguments: {} });
        const { body } = await ada.get(`/api/tasks/${id}`);
        assert.deepEqual([body.title, body.version], ['Secret', 1]);
        await eve.close();
      });

      it('ends with the session that it is used with', async () => {
        await ada.post('/api/auth/logout');
        await assert.rejects(client.listTools(), /401|session|unauth/i);
      });
    });
  }
}
