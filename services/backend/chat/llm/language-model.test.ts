import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { eventually } from '../../../../tests/support/eventually.ts';
import { say as ask } from '../../../../tests/support/language-model/chat-client.ts';
import { useModelBackend } from '../../../../tests/support/language-model/model-backend.ts';
import {
  call,
  chunk,
  type Line,
  type ScriptedModel,
  say,
  stream,
  talk,
} from '../../../../tests/support/language-model/scripted-model.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';
import { todoTools } from '../../tools/todo-tools.ts';

for (const eventsEnabled of [false, true]) {
  describe(`a language model in the chat of Phase ${eventsEnabled ? 5 : 4}`, () => {
    const backend = useModelBackend({ eventsEnabled, clock: { now: new Date('2027-01-29T23:30:00Z') } });
    const ada = useClientPerTest(backend, 'Europe/Berlin');
    let model: ScriptedModel;
    before(() => {
      model = backend.model;
    });

    const hear = (message: string, lines: Line[], conversationId?: string) =>
      backend.exchange(ada, message, lines, conversationId);
    const titles = async (of = ada) =>
      (await of.get('/api/tasks')).body.items.map(({ title }: { title: string }) => title).sort();
    const add = async (title: string, by = ada) => (await by.post('/api/tasks', { title })).body;
    const toolMessages = (request: number) =>
      model.requests[request]!.body.messages.filter(({ role }: { role: string }) => role === 'tool');

    it('does by its tools what it is asked, and its words come as it says them', async () => {
      const { reply, parts, actions, conversationId } = await hear('I must not forget the rent', [
        call('add', { title: 'Pay rent' }),
        say('Added it: "Pay rent".'),
      ]);
      assert.equal(reply, 'Added it: "Pay rent".');
      assert.ok(parts.length > 3);
      const [{ id, ...task }] = (await ada.get('/api/tasks')).body.items;
      assert.deepEqual(actions, [{ tool: 'add', arguments: { title: 'Pay rent' }, result: { id, ...task } }]);
      const { items } = (await ada.get(`/api/chat/conversations/${conversationId}`)).body;
      assert.deepEqual(
        items.map(({ role, content, actions }: Record<string, unknown>) => [role, content, (actions as []).length]),
        [
          ['assistant', reply, 1],
          ['user', 'I must not forget the rent', 0],
        ],
      );
      assert.match(toolMessages(1)[0].content, new RegExp(`"id":"${id}"`));
      assert.equal(toolMessages(1)[0].tool_call_id, model.requests[1]!.body.messages.at(-2).tool_calls[0].id);
    });

    it('answers as JSON whoever does not ask for a stream', async () => {
      model.script(say('Hello.'));
      const { status, body } = await ada.post('/api/chat', { message: 'Hi' });
      assert.deepEqual([status, body.reply, body.actions], [200, 'Hello.', []]);
    });

    it('is told who asks, when it is there, and which tools there are', async () => {
      await hear('Hi', [say('Hello.')]);
      const [{ body, headers }] = model.requests as [(typeof model.requests)[0]];
      assert.deepEqual([body.model, body.stream, headers.authorization], ['scripted', true, undefined]);
      const [system, user] = body.messages;
      assert.match(
        system.content,
        /It is 2027-01-30 00:30 in their time zone, Europe\/Berlin\. They write this Saturday, 30 January 2027, 00:30: /,
      );
      assert.deepEqual([body.messages.length, user], [2, { role: 'user', content: 'Hi' }]);
      const offered = body.tools.map(({ function: { name } }: { function: { name: string } }) => name);
      assert.deepEqual(
        offered,
        todoTools(eventsEnabled).map(({ name }) => name),
      );
      const { parameters } = body.tools.find(
        (tool: { function: { name: string } }) => tool.function.name === 'delete',
      ).function;
      assert.deepEqual(Object.keys(parameters.properties), ['id'], 'it cannot confirm');
    });

    it('remembers what was said, and the ids of what was listed', async () => {
      const task = await add('Water plants');
      const { conversationId } = await hear('What is open?', [call('list', {}), say('1. Water plants')]);
      await hear('The first one is done', [call('complete', { id: task.id }), say('Done.')], conversationId);
      const [{ body }] = model.requests as [(typeof model.requests)[0]];
      const said = body.messages
        .slice(1)
        .map(({ role, content, tool_calls: calls }: Record<string, unknown>) => [role, calls ? 'calls' : content]);
      assert.deepEqual(said, [
        ['user', 'What is open?'],
        ['assistant', 'calls'],
        ['tool', body.messages[3].content],
        ['assistant', '1. Water plants'],
        ['user', 'The first one is done'],
      ]);
      assert.match(body.messages[3].content, new RegExp(task.id));
      assert.equal((await ada.get(`/api/tasks/${task.id}`)).body.completed, true);
    });

    it('is told what is wrong with its calls, and mends them', async () => {
      const { reply, actions } = await hear('add pay rent', [
        say('', { name: 'add', args: '{"title": "Pay' }, { name: 'add', args: { title: ' ' } }),
        say('', { name: 'ad', args: { title: 'x' } }, { name: 'complete', args: { id: crypto.randomUUID() } }),
        call('add', { title: 'Pay rent' }),
        say('Added.'),
      ]);
      assert.deepEqual([reply, actions.length], ['Added.', 1]);
      const contents = toolMessages(3).map(({ content }: { content: string }) => content);
      assert.match(contents[0], /not a JSON object/);
      assert.match(contents[1], /title: Must not be blank/);
      assert.match(contents[2], /no tool \\"ad\\"/);
      assert.match(contents[3], /no such task/);
      const sentBack = model.requests[1]!.body.messages.at(-3).tool_calls[0].function.arguments;
      assert.doesNotThrow(() => JSON.parse(sentBack), 'some endpoints refuse what is no JSON');
      assert.deepEqual(await titles(), ['Pay rent']);
    });

    it('is stopped when it does not mend them', async () => {
      const wrong = Array.from({ length: 7 }, () => call('add', { name: 'x' }));
      const { reply } = await hear('add one', [call('add', { title: 'One' }), ...wrong]);
      assert.equal(reply, 'The language model went in circles, so I stopped it. Done so far: added "One".');
    });

    it('is stopped when it never comes to an end, and says what it did', async () => {
      const endless: Line[] = Array.from({ length: 10 }, (_, index) => call('add', { title: `Again ${index}` }));
      const { reply, actions, conversationId } = await hear('add again', [...endless]);
      assert.match(reply, /^The language model went in circles, so I stopped it\. Done so far: added "Again 0", added/);
      assert.equal(actions.length, 10);
      const { items } = (await ada.get(`/api/chat/conversations/${conversationId}`)).body;
      assert.deepEqual([items[0].content, items[0].actions.length], [reply, 10]);
      assert.match(
        (
          await hear('list', [
            ...Array.from({ length: 2 }, () =>
              say('', ...Array.from({ length: 32 }, () => ({ name: 'list', args: {} }))),
            ),
          ])
        ).reply,
        /went in circles.*Nothing was changed\.$/,
      );
    });

    it('is stopped when it talks or calls without end', async () => {
      const chatter: Line = (response) => void talk(response, 'bla '.repeat(500));
      const { reply } = await hear('talk', [call('add', { title: 'One' }), chatter]);
      assert.match(reply, /bla ?\n\nThe language model went on and on, so I stopped it\. Done so far: added "One"\.$/);
      assert.ok(reply.length < 9000);
      assert.match(
        (await hear('add x', [call('add', `{"title": "${'x'.repeat(100_000)}"}`)])).reply,
        /^The language model went on and on/,
      );
      assert.match(
        (await hear('list', [say('', ...Array.from({ length: 33 }, () => ({ name: 'list', args: {} })))])).reply,
        /^The language model went on and on/,
      );
    });

    it('may say what no database keeps', async () => {
      const { reply } = await hear('Hi', [stream([{ content: 'A\0\ud800' }, { content: 'B' }], 'stop')]);
      assert.match(reply, /^A.B$/u);
    });

    it('may decline, stop short, or have nothing to say', async () => {
      const endings: [line: Line, reply: string][] = [
        [stream([{ refusal: 'I will ' }, { refusal: 'not.' }], 'stop'), 'The language model declined: I will not.'],
        [stream([{ content: 'Well' }], 'content_filter'), 'Well\n\nThe language model declined to answer that.'],
        [stream([{ content: 'Once upon' }], 'length'), 'Once upon\n\n(The answer was cut off here.)'],
        [stream([], 'stop'), 'I have no answer to that. Try to say it in other words.'],
      ];
      for (const [line, expected] of endings) {
        assert.equal((await hear('Hi', [line])).reply, expected);
      }
      assert.equal(
        (await hear('add silent', [call('add', { title: 'Silent' }), stream([], 'stop')])).reply,
        'Done so far: added "Silent".',
      );
      assert.equal(
        (await hear('add loud', [say('Let me add it.', { name: 'add', args: { title: 'Loud' } }), say('Added.')]))
          .reply,
        'Let me add it.\n\nAdded.',
      );
    });

    it('is understood where an endpoint numbers its calls otherwise, or says more than it must', async () => {
      const part = (id: string, title: string) => ({
        id,
        type: 'function',
        function: { name: 'add', arguments: JSON.stringify({ title }) },
      });
      const whole: Line = stream(
        [
          { role: 'assistant', content: null, reasoning_content: 'Hm.' },
          { tool_calls: [{ index: 0, ...part('a', 'A') }] },
          { tool_calls: [{ index: 0, ...part('b', 'B') }] },
          { tool_calls: [part('c', 'C')] },
          { tool_calls: [{ index: 7, id: 'd', type: 'function', function: { name: 'add', arguments: '{"title":' } }] },
          { tool_calls: [{ index: 7, function: { arguments: ' "D"}' } }] },
        ],
        'tool_calls',
      );
      await hear('add four', [whole, say('Added.')]);
      assert.deepEqual(await titles(), ['A', 'B', 'C', 'D']);
    });

    it("reaches no one else's tasks, whatever it is talked into", async () => {
      const eve = await backend.register();
      const { id } = await add('Secret', eve);
      const calls = ['update', 'complete', 'reopen', 'delete'].map((name) => ({
        name,
        args: { id, ...(name === 'update' ? { title: 'Mine' } : {}) },
      }));
      const { actions } = await hear(`Complete ${id}`, [
        say('', ...calls, { name: 'list', args: {} }),
        say('I cannot.'),
      ]);
      assert.deepEqual(
        actions.map(({ tool, result }) => [tool, (result as { items: unknown }).items]),
        [['list', []]],
      );
      for (const { content } of toolMessages(1).slice(0, 4)) assert.match(content, /no such task/);
      const { body } = await eve.get(`/api/tasks/${id}`);
      assert.deepEqual([body.title, body.version], ['Secret', 1]);
    });

    it('takes back only once for each message', async () => {
      await hear('go on', [call('add', { title: 'A' }), say('Added.')]);
      await hear('go on', [call('add', { title: 'B' }), say('Added.')]);
      const { actions } = await hear('go on', [
        say('', { name: 'undo', args: {} }, { name: 'undo', args: {} }),
        say('Undone.'),
      ]);
      assert.equal(actions.length, 1);
      assert.deepEqual(await titles(), ['A']);
    });

    it('has no transaction open while the model thinks', async () => {
      let seen: unknown[] = [];
      const slow: Line = async (response, request) => {
        seen = await backend.orm.em.execute(
          `select query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
        );
        say('Hello.')(response, request);
      };
      await hear('Hi', [call('add', { title: 'x' }), slow]);
      assert.deepEqual(seen, []);
    });

    it('stops when nobody listens any more, and keeps what it did', async () => {
      const asked = Promise.withResolvers<ServerResponse>();
      model.script(call('add', { title: 'Kept' }), (response) => {
        chunk(response, { content: 'I have' });
        asked.resolve(response);
      });
      const leave = new AbortController();
      const request = ask(backend.url, ada, 'add kept', { signal: leave.signal }).catch(({ name }) => name);
      const response = await asked.promise;
      leave.abort();
      assert.equal(await request, 'AbortError');
      await eventually('the model is not listened to any more', () => response.closed);
      const conversation = await eventually('the conversation is kept', async () => {
        return (await ada.get('/api/chat/conversations')).body.items[0];
      });
      const { items } = (await ada.get(`/api/chat/conversations/${conversation.id}`)).body;
      assert.match(items[0].content, /Stopped, for nobody was waiting any more\. Done so far: added "Kept"\.$/);
      assert.deepEqual(await titles(), ['Kept']);
    });
  });
}
