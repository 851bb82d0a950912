import assert from 'node:assert/strict';
import { type Client, registerClient } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { say as ask } from '../../../../tests/support/language-model/chat-client.ts';
import { type ModelChat, startModelChat } from '../../../../tests/support/language-model/model-chat.ts';
import { call, type Line, say } from '../../../../tests/support/language-model/scripted-model.ts';

describe('an Idempotency-Key where a language model answers', () => {
  let world: ModelChat;
  let ada: Client;

  before(async () => {
    world = await startModelChat();
  });
  after(() => world.stop());
  beforeEach(async () => {
    ada = await registerClient(world.backend.url);
  });

  const post = (message: string, key: string) =>
    ada.post('/api/chat', { message }, { 'idempotency-key': key, accept: 'application/json' });
  const titles = async () => (await ada.get('/api/tasks')).body.items.map(({ title }: { title: string }) => title);

  it('has the same message answered again, in either form, without asking or doing anything', async () => {
    world.model.script(call('add', { title: 'Once' }), say('Added.'));
    const first = await post('add once', 'k');
    world.model.script();
    const second = await post('add once', 'k');
    assert.deepEqual(
      [first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')],
      [null, 'true'],
    );
    assert.deepEqual(second.body, first.body);
    const { parts: _, ...streamed } = await ask(world.backend.url, ada, 'add once', { key: 'k' });
    assert.deepEqual(streamed, first.body);
    assert.deepEqual(world.model.requests, []);
    assert.deepEqual(await titles(), ['Once']);
    assertProblem(await post('add twice', 'k'), 422, 'idempotency_key_reused');
  });

  it('refuses the same message while it is being answered, and answers it then', async () => {
    const asked = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const wait: Line = async (response, request) => {
      asked.resolve();
      await goOn.promise;
      say('Added.')(response, request);
    };
    world.model.script(call('add', { title: 'Once' }), wait);
    const first = post('add once', 'k');
    await asked.promise;
    assertProblem(await post('add once', 'k'), 409, 'conflict');
    goOn.resolve();
    assert.equal((await first).body.reply, 'Added.');
    assert.deepEqual((await post('add once', 'k')).body, (await first).body);
    assert.deepEqual(await titles(), ['Once']);
  });

  it('is not used up by a message that was refused before it was begun', async () => {
    const conversationId = crypto.randomUUID();
    const headers = { 'idempotency-key': 'k' };
    assertProblem(await ada.post('/api/chat', { message: 'Hi', conversationId }, headers), 404, 'not_found');
    world.model.script(say('Hello.'));
    assert.equal((await post('Hi', 'k')).body.reply, 'Hello.');
  });

  it('keeps what was said where the model failed: asking again needs a new key', async () => {
    world.model.script(
      call('add', { title: 'Once' }),
      (response) => void response.destroy(),
      (response) => void response.destroy(),
    );
    const first = await post('add once', 'k');
    assert.match(first.body.reply, /cannot be reached.*Done so far: added "Once"/);
    assert.deepEqual((await post('add once', 'k')).body, first.body);
    assert.deepEqual(await titles(), ['Once']);
  });
});
