import assert from 'node:assert/strict';
import { useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClient } from '../../../tests/support/use-client.ts';

describe('the tags of a person', () => {
  const backend = useBackend();
  const ada = useClient(backend);

  it('are those of open tasks with how many have each, the most used first, then by name', async () => {
    assert.deepEqual((await ada.get('/api/tags')).body, { items: [] });
    const add = (...tags: string[]) => ada.post('/api/tasks', { title: 'x', tags });
    await add('home', 'money');
    await add('Home', 'garden');
    await add();
    const { body: done } = await add('home', 'money', 'old');
    await ada.post(`/api/tasks/${done.id}/complete`);
    const eve = await backend.register();
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
