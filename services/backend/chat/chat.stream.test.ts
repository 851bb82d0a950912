import assert from 'node:assert/strict';
import { request } from '../../../tests/support/api-client.ts';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { startBackend, useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClient } from '../../../tests/support/use-client.ts';

const asStream = { accept: 'text/event-stream' };

/** Name and data of each server-sent event. */
function eventsIn(text: string): [name: string, data: unknown][] {
  return text
    .trim()
    .split('\n\n')
    .map((event) => {
      const [, name = '', data = ''] = event.match(/^event: (\w+)\ndata: (.*)$/) ?? [];
      return [name, JSON.parse(data)];
    });
}

describe('the reply of the chatbot as a stream', () => {
  const backend = useBackend();
  const ada = useClient(backend);

  it('is one part and the answer where the parser answers, and the same again for the same key', async () => {
    const headers = { ...asStream, 'idempotency-key': 'k' };
    const { status, headers: sent, body } = await ada.post('/api/chat', { message: 'add Buy milk' }, headers);
    assert.deepEqual([status, sent.get('content-type')?.split(';')[0]], [200, 'text/event-stream']);
    assert.equal(sent.get('x-accel-buffering'), 'no');
    const [part, response] = eventsIn(body) as [
      [string, { text: string }],
      [string, { reply: string; actions: unknown[] }],
    ];
    assert.deepEqual([part[0], response[0], response[1].reply], ['part', 'answer', part[1].text]);
    assert.equal(response[1].actions.length, 1);
    assert.equal((await ada.post('/api/chat', { message: 'add Buy milk' }, headers)).body, body);
    assert.equal((await ada.get('/api/tasks')).body.items.length, 1);
  });

  it('is not begun for what is refused', async () => {
    const conversationId = crypto.randomUUID();
    assertProblem(await ada.post('/api/chat', { message: ' ' }, asStream), 400, 'validation_failed', 'message');
    assertProblem(await ada.post('/api/chat', { message: 'Hi', conversationId }, asStream), 404, 'not_found');
    const anonymous = await request(`${backend.url}/api/chat`, 'POST', { message: 'Hi' }, asStream);
    assertProblem(anonymous, 401, 'unauthenticated');
  });

  it('is JSON for whoever takes anything', async () => {
    for (const accept of ['*/*', 'application/json, text/event-stream', 'application/json']) {
      const { headers, body } = await ada.post('/api/chat', { message: 'list' }, { accept });
      assert.match(headers.get('content-type') ?? '', /^application\/json/);
      assert.equal(typeof body.reply, 'string');
    }
  });
});

describe('the reply of the chatbot as a stream that fails when it has begun', () => {
  it('ends with the problem, which tells nothing of our inside', async () => {
    const backend = await startBackend({
      async responder({ call, say }) {
        await call('add', { title: 'Done' });
        say('Now I');
        throw new Error('a secret of our inside');
      },
    });
    try {
      const ada = await backend.register();
      const { body } = await ada.post('/api/chat', { message: 'add done' }, asStream);
      const [part, problem] = eventsIn(body) as [[string, unknown], [string, Record<string, unknown>]];
      assert.deepEqual(part, ['part', { text: 'Now I' }]);
      assert.deepEqual([problem[0], problem[1]['status'], problem[1]['code']], ['problem', 500, 'internal_error']);
      assert.doesNotMatch(body, /secret/);
      assert.equal((await ada.get('/api/tasks')).body.items.length, 1, 'what was done is done');
    } finally {
      await backend.stop();
    }
  });
});
