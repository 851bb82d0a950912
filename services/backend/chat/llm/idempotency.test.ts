import assert from 'node:assert/strict';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { say as ask } from '../../../../tests/support/language-model/chat-client.ts';
import { useModelBackend } from '../../../../tests/support/language-model/model-backend.ts';
import { call, type Line, say } from '../../../../tests/support/language-model/scripted-model.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

describe('an Idempotency-Key where a language model answers', () => {
  const backend = useModelBackend();
  const ada = useClientPerTest(backend);

  const post = (message: string, key: string) =>
    ada.post('/api/chat', { message }, { 'idempotency-key': key, accept: 'application/json' });
  const titles = async () => (await ada.get('/api/tasks')).body.items.map(({ title }: { title: string }) => title);

  it('has the same message answered again, in either form, without asking or doing anything', async () => {
    backend.model.script(call('add', { title: 'Once' }), say('Added.'));
    const first = await post('add once', 'k');
    backend.model.script();
    const second = await post('add once', 'k');
    assert.deepEqual(
      [first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')],
      [null, 'true'],
    );
    assert.deepEqual(second.body, first.body);
    const { parts: _, ...streamed } = await ask(backend.url, ada, 'add once', { key: 'k' });
    assert.deepEqual(streamed, first.body);
    assert.deepEqual(backend.model.requests, []);
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
    backend.model.script(call('add', { title: 'Once' }), wait);
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
    backend.model.script(say('Hello.'));
    assert.equal((await post('Hi', 'k')).body.reply, 'Hello.');
  });

  it('keeps what was said where the model failed: asking again needs a new key', async () => {
    backend.model.script(
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
