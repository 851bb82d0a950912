import assert from 'node:assert/strict';
import { pino } from 'pino';
import { startModelBackend, useModelBackend } from '../../../../tests/support/language-model/model-backend.ts';
import { begin, call, chunk, type Line, status } from '../../../../tests/support/language-model/scripted-model.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

const raw =
  (text: string, type = 'text/event-stream'): Line =>
  (response) => {
    response.writeHead(200, { 'content-type': type });
    response.end(text);
  };
const cut: Line = (response) => {
  begin(response).flushHeaders();
  response.write('data: {"choices":[{"delta":{"content":"I"}}]}\n\n', () => response.destroy());
};
const hangUp: Line = (response) => void response.destroy();
const brokeOff = 'The answer of the language model broke off. Try again.';

/** What goes wrong, how often it is asked until then, and what the person is told. */
const failures: Record<string, [lines: Line[], message: string]> = {
  'lets nobody in': [
    [status(401)],
    'The language model does not let this server in; its operator must look at LLM_API_KEY.',
  ],
  'is not there': [
    [status(404)],
    'There is no such language model; the operator must look at LLM_BASE_URL and LLM_MODEL.',
  ],
  'does not take the request': [[status(400)], 'The language model did not accept the request.'],
  'is busy': [[status(429), status(429)], 'The language model is busy. Try again in a while.'],
  fails: [[status(500), status(503)], 'The language model failed. Try again later.'],
  'hangs up': [[hangUp, hangUp], 'The language model cannot be reached. Try again later.'],
  'is cut off in the middle': [[cut], `I\n\n${brokeOff}`],
  'sends what is no JSON': [[raw('data: {"choices":[{\n\n')], brokeOff],
  'sends JSON of another kind': [[raw('data: {"choices":"none"}\n\ndata: [DONE]\n\n')], brokeOff],
  'sends nothing': [[raw('')], brokeOff],
  'stops before it has finished': [
    [raw('data: {"choices":[{"delta":{"content":"I"}}]}\n\ndata: [DONE]\n\n')],
    `I\n\n${brokeOff}`,
  ],
  'sends an error in its stream': [[raw('data: {"error":{"message":"overloaded"}}\n\n')], brokeOff],
  'does not stream': [[raw('{"choices":[{"message":{"content":"Hello"}}]}', 'application/json')], brokeOff],
  'sends a page': [[raw('<html><body>Gateway</body></html>', 'text/html')], brokeOff],
};

describe('a language model that', () => {
  let log = '';
  const write = (line: string) => {
    log += line;
  };
  const backend = useModelBackend({ logger: pino({ level: 'info' }, { write }) });
  const ada = useClientPerTest(backend);
  beforeEach(() => {
    log = '';
  });

  for (const [what, [lines, message]] of Object.entries(failures)) {
    it(`${what} is told of, with what was done until then, and kept`, async () => {
      const first = await backend.exchange(ada, 'a private message', lines);
      assert.equal(first.reply, `${message} Nothing was changed.`);
      const add = call('add', { title: 'A private task' });
      const { reply, actions, conversationId } = await backend.exchange(ada, 'add it', [add, ...lines]);
      assert.equal(reply, `${message} Done so far: added "A private task".`);
      assert.equal(actions.length, 1);
      const { items } = (await ada.get(`/api/chat/conversations/${conversationId}`)).body;
      assert.deepEqual([items[0].content, items[0].actions.length, items[1].content], [reply, 1, 'add it']);
      assert.match(log, /did not finish a reply/);
      assert.doesNotMatch(log, /private/i, 'nothing that was said is logged');
    });
  }
});

describe('patience with a language model', () => {
  async function replyWithin(limits: { totalMs?: number; idleMs?: number; stopping?: AbortSignal }, ...lines: Line[]) {
    const backend = await startModelBackend(limits);
    try {
      const ada = await backend.register();
      backend.model.script(...lines);
      const { body } = await ada.post('/api/chat', { message: 'Hi' });
      return body.reply;
    } finally {
      await backend.stop();
    }
  }
  const drip: Line = (response) => {
    const timer = setInterval(() => chunk(response, {}), 20);
    response.once('close', () => clearInterval(timer));
  };

  it('ends when it is silent', async () => {
    const message = 'The language model fell silent, so I stopped waiting. Nothing was changed.';
    assert.equal(await replyWithin({ idleMs: 300 }, (response) => void begin(response).flushHeaders()), message);
    assert.equal(await replyWithin({ idleMs: 300 }, () => undefined), message);
  });

  it('ends when it takes too long, though it goes on', async () => {
    const message = 'The language model took too long, so I stopped waiting. Nothing was changed.';
    assert.equal(await replyWithin({ totalMs: 500 }, drip), message);
  });

  it('ends with the process, in time for what was done to be told', async () => {
    const stopping = new AbortController();
    const reply = await replyWithin({ stopping: stopping.signal }, call('add', { title: 'One' }), (response) => {
      chunk(response, { content: 'I' });
      stopping.abort();
    });
    assert.match(reply, /Stopped, for the server is being restarted\. .*Done so far: added "One"\.$/);
    assert.match(await replyWithin({ stopping: stopping.signal }), /restarted/);
  });
});
