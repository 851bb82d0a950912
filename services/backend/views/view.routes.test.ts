import assert from 'node:assert/strict';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../tests/support/use-client.ts';

describe('the kept views of a person', () => {
  const backend = useBackend({ limits: { VIEWS_PER_PERSON: 3 } });
  const ada = useClientPerTest(backend);
  const eve = useClientPerTest(backend);
  const names = async () => (await ada.get('/api/views')).body.items.map(({ name }: { name: string }) => name);

  it('are made, renamed, moved and deleted', async () => {
    const query = 'status=upcoming&tag=a&tag=b&list=inbox&sort=manual&order=asc';
    const { status, body: view, headers } = await ada.post('/api/views', { name: 'One', query });
    assert.deepEqual([status, view.query, headers.get('etag')], [201, query, '"1"']);
    const { body: first } = await ada.post('/api/views', { name: 'Two', query: '', after: null });
    await ada.post('/api/views', { name: 'Three', query: 'q=%22a+b%22', after: first.id });
    assertProblem(await ada.post('/api/views', { name: 'Four', query: '' }), 403, 'quota_exceeded');
    assert.deepEqual(await names(), ['Two', 'Three', 'One']);
    const path = `/api/views/${first.id}`;
    assert.deepEqual((await ada.patch(path, { after: view.id, query: 'status=open' })).body.version, 2);
    assert.deepEqual(await names(), ['Three', 'One', 'Two']);
    assertProblem(await ada.delete(path, undefined, { 'if-match': '"1"' }), 412, 'precondition_failed');
    assert.equal((await ada.delete(path)).status, 204);
    assertProblem(await ada.delete(path), 404, 'not_found');
  });

  it('keep only what the list of tasks accepts', async () => {
    for (const [query, path] of [
      ['status=soon', 'query.status'],
      ['cursor=abc', 'query.cursor'],
      ['limit=3', 'query.limit'],
      ['tag=a&nonsense=1', 'query.nonsense'],
      ['status=open&status=today', 'query.status'],
      ['sort=manual', 'query.sort'],
    ] as const) {
      assertProblem(await ada.post('/api/views', { name: 'x', query }), 400, 'validation_failed', path);
    }
  });

  it('belong to one person alone', async () => {
    const { body: hers } = await eve.post('/api/views', { name: 'Hers', query: '' });
    const { body: own } = await ada.post('/api/views', { name: 'Own', query: '' });
    for (const refused of [
      await ada.patch(`/api/views/${hers.id}`, { name: 'x' }),
      await ada.patch(`/api/views/${own.id}`, { after: hers.id }),
      await ada.post('/api/views', { name: 'x', query: '', after: hers.id }),
      await ada.delete(`/api/views/${hers.id}`),
    ]) {
      assertProblem(refused, 404, 'not_found');
    }
    assert.deepEqual(await names(), ['Own']);
  });
});
