import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerClient } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { type SpawnedBackend, spawnBackend } from '../../../../tests/support/backend/spawn-backend.ts';
import { createDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { freePort, freshSessionKeys } from '../../../../tests/support/infrastructure.ts';
import {
  call,
  chunk,
  type ScriptedModel,
  say,
  startScriptedModel,
} from '../../../../tests/support/language-model/scripted-model.ts';

describe('the backend as a program, with a language model', () => {
  let database: TestDatabase;
  let model: ScriptedModel;
  let folder: string;
  let running: SpawnedBackend[] = [];
  const keys = freshSessionKeys();

  before(async () => {
    database = await createDatabase();
    model = await startScriptedModel();
    folder = await mkdtemp(join(tmpdir(), 'language-model-'));
  });
  after(async () => {
    await model.stop();
    await database.drop();
    await rm(folder, { recursive: true });
  });
  afterEach(async () => {
    for (const { process, exited } of running) {
      process.kill('SIGKILL');
      await exited;
    }
    running = [];
  });

  async function start(env: Record<string, string>) {
    const port = await freePort();
    const backend = spawnBackend({
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: database.url,
      LOG_LEVEL: 'debug',
      JWT_PRIVATE_KEY: keys.privateKey,
      JWT_PUBLIC_KEY: keys.publicKey,
      ...env,
    });
    running.push(backend);
    return { ...backend, url: `http://127.0.0.1:${port}` };
  }
  const configured = () => ({ LLM_BASE_URL: model.url, LLM_MODEL: 'scripted' });
  const listening = 'The backend is listening.';

  it('names what is missing or wrong of its configuration, and no value', async () => {
    const wrong: [env: Record<string, string>, said: RegExp][] = [
      [{ LLM_BASE_URL: model.url }, /^ {2}LLM_MODEL: is missing$/m],
      [{ LLM_API_KEY: 's3cret' }, /^ {2}LLM_BASE_URL: is missing$/m],
      [
        { LLM_BASE_URL: 'ftp://s3cret', LLM_MODEL: 'x', LLM_REPLY_SECONDS: '0', LLM_SILENCE_SECONDS: 'long' },
        /LLM_BASE_URL: Must be a URL[\s\S]*LLM_REPLY_SECONDS: (?!is missing)[\s\S]*LLM_SILENCE_SECONDS: (?!is missing)/,
      ],
    ];
    const started = await Promise.all(wrong.map(async ([env, said]) => ({ said, ...(await start(env)) })));
    for (const { exited, output, said } of started) {
      assert.equal(await exited, 1);
      assert.match(output(), said);
      assert.doesNotMatch(output(), /s3cret|\n\s+at /);
    }
  });

  it('shows the model its key, from a file too, and nobody else; nor what is said', async () => {
    const file = join(folder, 'key');
    await writeFile(file, 'the-key-of-the-model\n');
    const backend = await start({ ...configured(), LLM_API_KEY_FILE: file });
    await backend.logged(listening);
    const ada = await registerClient(backend.url);
    model.script(call('add', { title: 'A private task' }), say('A private answer.'));
    const { body } = await ada.post('/api/chat', { message: 'a private message' });
    assert.equal(body.reply, 'A private answer.');
    assert.deepEqual(
      model.requests.map(({ headers }) => headers.authorization),
      Array.from({ length: 2 }, () => 'Bearer the-key-of-the-model'),
    );
    backend.process.kill('SIGTERM');
    assert.equal(await backend.exited, 0);
    assert.doesNotMatch(backend.output(), /the-key-of-the-model|private/);
  });

  it('that is killed while it answers does nothing twice: the same request is refused afterwards', async () => {
    const first = await start(configured());
    await first.logged(listening);
    const ada = await registerClient(first.url);
    const asked = Promise.withResolvers<void>();
    model.script(call('add', { title: 'Once' }), () => asked.resolve());
    const headers = { 'idempotency-key': 'k' };
    const request = ada.post('/api/chat', { message: 'add once' }, headers).catch(() => 'no answer');
    await asked.promise;
    first.process.kill('SIGKILL');
    assert.equal(await request, 'no answer');

    const second = await start({ ...configured(), PORT: new URL(first.url).port });
    await second.logged(listening);
    assertProblem(await ada.post('/api/chat', { message: 'add once' }, headers), 409, 'conflict');
    const { items } = (await ada.get('/api/tasks')).body;
    assert.deepEqual(
      items.map(({ title }: { title: string }) => title),
      ['Once'],
    );
  });

  it('ends a reply that is under way when it is to stop, and tells it', async () => {
    const backend = await start(configured());
    await backend.logged(listening);
    const ada = await registerClient(backend.url);
    model.script(call('add', { title: 'Once' }), (response) => {
      chunk(response, { content: 'I' });
      backend.process.kill('SIGTERM');
    });
    const { body } = await ada.post('/api/chat', { message: 'add once' });
    assert.match(body.reply, /Stopped, for the server is being restarted.*Done so far: added "Once"\.$/);
    assert.equal(await backend.exited, 0);
  });
});
