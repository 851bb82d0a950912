import assert from 'node:assert/strict';
import { type Client, registerClient } from '../../../tests/support/api-client.ts';
import { startBackend, type TestBackend } from '../../../tests/support/backend/start-backend.ts';

describe('the tags of a person', () => {
  let backend: TestBackend;
  let ada: Client;

  before(async () => {
    backend = await startBackend();
    ada = await registerClient(backend.url);
  });
  after(() => backend.stop());

  it('are those of open tasks with how many have each, the most used first, then by name', async () => {
    assert.deepEqual((await ada.get('/api/tags')).body, { items: [] });
    const add = (...tags: string[]) => ada.post('/api/tasks', { title: 'x', tags });
    await add('home', 'money');
    await add('Home', 'garden');
    await add();
    const { body: done } = await add('home', 'money', 'old');
    await ada.post(`/api/tasks/${done.id}/complete`);
    const eve = await registerClient(backend.url);
    await eve.post('/api/tasks', { title: 'x', tags: ['hers'] });
    const { status, body } = await ada.get('/api/tags');
    assert.equal(status, 200);
    assert.deepEqual(body.items, [
      { tag: 'home', count: 2 },
      { tag: 'garden', count: 1 },
      { tag: 'money', count: 1 },
    ]);
  });
});
