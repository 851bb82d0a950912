import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalTag } from '../../shared/tag.ts';
import { useBackend } from '../support/backend/start-backend.ts';
import { hostileTags } from '../support/hostile-text.ts';
import { holds, seed } from '../support/property-runs.ts';
import { useClient } from '../support/use-client.ts';

/** Hostile words alone and put together, with blanks, emoji and marks that combine with what is before them. */
const pieces = fc.constantFrom(...hostileTags, 'NULL', ' ', '\u00a0', '🎉', '\u0301', '\u0327', 'é', '日本', '\u202e');
const tag = fc
  .array(pieces, { minLength: 1, maxLength: 5 })
  .map((all) => all.join(''))
  .filter((text) => /[^\s\p{Cf}\p{Mn}]/u.test(text) && normalTag(text).length <= 50);
const tags = fc.array(tag, { minLength: 1, maxLength: 5 });

describe(`hostile tags (seed ${seed})`, function () {
  this.timeout(0);
  const backend = useBackend();
  const ada = useClient(backend);
  const read = async (id: string) => (await ada.get(`/api/tasks/${id}`)).body.tags;

  it('are stored and found by POST, PATCH, batch, import, MCP, chat and undo', () =>
    holds(
      tags,
      async (given) => {
        await backend.orm.em.execute('delete from task where owner_id = ?', [ada.userId]);
        const expected = [...new Set(given.map(normalTag))];
        const { body: posted } = await ada.post('/api/tasks', { title: 'Posted', tags: given });
        assert.deepEqual(await read(posted.id), expected);
        const { body: patched } = await ada.post('/api/tasks', { title: 'Patched' });
        assert.equal((await ada.patch(`/api/tasks/${patched.id}`, { tags: given })).status, 200);
        await ada.post('/api/tasks/batch', {
          tasks: [
            { title: 'Batch', tags: given },
            { title: 'Other', tags: given },
          ],
        });
        assert.equal((await ada.post('/api/import', { tasks: [{ title: 'Imported', tags: given }] })).body.imported, 1);
        const call = { name: 'add', arguments: { title: 'By MCP', tags: given } };
        const rpc = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: call };
        await ada.post('/mcp', rpc, { accept: 'application/json, text/event-stream' });
        const { conversationId } = (await ada.post('/api/chat', { message: 'delete patched' })).body;
        await ada.post('/api/chat', { message: 'yes', conversationId });
        assert.equal((await ada.get(`/api/tasks/${patched.id}`)).status, 404);
        await ada.post('/api/chat', { message: 'undo', conversationId });
        const { items } = (await ada.get('/api/tasks')).body;
        assert.equal(items.length, 6);
        for (const task of items) assert.deepEqual(task.tags, expected, task.title);
        for (const one of given) {
          const found = await ada.get(`/api/tasks?${new URLSearchParams({ tag: one })}`);
          assert.equal(found.body.items.length, 6, one);
        }
        const counted = (await ada.get('/api/tags')).body.items as { tag: string; count: number }[];
        assert.deepEqual(
          new Set(counted.map(({ tag, count }) => `${count} ${tag}`)),
          new Set(expected.map((one) => `6 ${one}`)),
        );
      },
      10,
    ));
});
