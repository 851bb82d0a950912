import assert from 'node:assert/strict';
import { request } from '../../../tests/support/api-client.ts';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { appApiToken, useBackend } from '../../../tests/support/backend/start-backend.ts';
import { hostileTags } from '../../../tests/support/hostile-text.ts';
import { useClientPerTest } from '../../../tests/support/use-client.ts';

describe('tags', () => {
  const backend = useBackend();
  const ada = useClientPerTest(backend);

  const add = async (tags: string[], fields = {}) => {
    const { status, body } = await ada.post('/api/tasks', { title: 'Tagged', tags, ...fields });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  const tagsOf = async (id: string) => (await ada.get(`/api/tasks/${id}`)).body.tags;
  const found = async (tag: string) => (await ada.get(`/api/tasks?${new URLSearchParams({ tag })}`)).body.items.length;

  describe('that look like syntax are text like any other', () => {
    for (const [written, stored] of [
      ['null', 'null'],
      ['NULL', 'null'],
      [' null ', 'null'],
    ] as const) {
      it(`${JSON.stringify(written)} is stored by POST, PATCH and batch`, async () => {
        const { id, tags } = await add([written]);
        assert.deepEqual(tags, [stored]);
        assert.deepEqual(await tagsOf(id), [stored]);
        const { body: plain } = await ada.post('/api/tasks', { title: 'Untagged' });
        assert.deepEqual((await ada.patch(`/api/tasks/${plain.id}`, { tags: [written] })).body.tags, [stored]);
        assert.deepEqual(await tagsOf(plain.id), [stored]);
        const { body } = await ada.post('/api/tasks/batch', { tasks: [{ title: 'One of two', tags: [written] }] });
        assert.deepEqual(await tagsOf(body.items[0].id), [stored]);
        assert.equal(await found(written), 3);
      });
    }

    it('all of them are read, filtered and counted as they were written', async () => {
      const { id } = await add(hostileTags);
      assert.deepEqual(await tagsOf(id), hostileTags);
      assert.deepEqual((await ada.get('/api/tasks')).body.items[0].tags, hostileTags);
      for (const tag of hostileTags) assert.equal(await found(tag), 1, tag);
      const counted = (await ada.get('/api/tags')).body.items.map(({ tag }: { tag: string }) => tag);
      assert.deepEqual(counted.sort(), hostileTags.toSorted());
    });

    it('two tasks that get them in one transaction keep their own', async () => {
      const { body } = await ada.post('/api/tasks/batch', {
        tasks: hostileTags.map((tag) => ({ title: tag, tags: [tag, 'null'] })),
      });
      for (const { id, title } of body.items) {
        assert.deepEqual(await tagsOf(id), title === 'null' ? ['null'] : [title, 'null']);
      }
    });

    it('an import keeps them, and a recurring task hands them on to its successor', async () => {
      const { body } = await ada.post('/api/import', {
        tasks: [
          {
            id: '01890000-0000-7000-8000-000000000077',
            title: 'Weekly',
            tags: hostileTags,
            due: { date: '2026-01-05', time: null, timeZone: 'UTC' },
            recurrence: { frequency: 'weekly' },
          },
        ],
      });
      assert.equal(body.imported, 1);
      const [{ id }] = (await ada.get('/api/tasks')).body.items;
      const { completedAt } = (await ada.post(`/api/tasks/${id}/complete`)).body;
      const made = await request(
        `${backend.url}/internal/successors`,
        'POST',
        { taskId: id, completedAt },
        { 'dapr-api-token': appApiToken },
      );
      assert.equal(made.status, 200, JSON.stringify(made.body));
      assert.deepEqual(await tagsOf(made.body.successorId), hostileTags);
    });

    it('the chat adds them, and undo brings a deleted task back with them', async () => {
      await ada.post('/api/chat', { message: 'add Milk #null' });
      const [{ id, tags }] = (await ada.get('/api/tasks')).body.items;
      assert.deepEqual(tags, ['null']);
      await ada.patch(`/api/tasks/${id}`, { tags: hostileTags });
      const { conversationId } = (await ada.post('/api/chat', { message: 'delete milk' })).body;
      await ada.post('/api/chat', { message: 'yes', conversationId });
      assert.equal((await ada.get(`/api/tasks/${id}`)).status, 404);
      await ada.post('/api/chat', { message: 'undo', conversationId });
      assert.deepEqual(await tagsOf(id), hostileTags);
    });

    it('the tool of MCP adds them', async () => {
      const { body } = await ada.post(
        '/mcp',
        {
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: { name: 'add', arguments: { title: 'By MCP', tags: hostileTags } },
        },
        { accept: 'application/json, text/event-stream' },
      );
      const [task] = (await ada.get('/api/tasks')).body.items;
      assert.ok(task, JSON.stringify(body));
      assert.deepEqual(task.tags, hostileTags);
    });
  });

  describe('that look the same are the same', () => {
    const alike = [
      'caf\u00e9 au lait',
      'CAFE\u0301  au\u00a0lait',
      '\u3000Café\tau \u2003lait\n',
      'cafe\u0301 au\u202flait',
    ];

    it('composed or decomposed, with any blanks', async () => {
      const { id, tags } = await add(alike);
      assert.deepEqual(tags, [alike[0]]);
      assert.deepEqual((await ada.patch(`/api/tasks/${id}`, { tags: [alike[1], 'x'] })).body.tags, [alike[0], 'x']);
    });

    it('in the filters, and in what an import brings', async () => {
      await add([alike[1]!]);
      await ada.post('/api/import', {
        tasks: [{ id: '01890000-0000-7000-8000-000000000088', title: 'Imported', tags: [alike[3]] }],
      });
      for (const tag of alike) {
        assert.equal(await found(tag), 2, JSON.stringify(tag));
        assert.deepEqual((await ada.get(`/api/tasks?${new URLSearchParams({ notTag: tag })}`)).body.items, []);
      }
    });

    it('in the chat, which removes the one it is told to', async () => {
      const { id } = await add([alike[0]!, '\u00e9t\u00e9'], { title: 'Milk' });
      await ada.post('/api/chat', { message: 'remove #e\u0301te\u0301 from milk' });
      assert.deepEqual(await tagsOf(id), [alike[0]]);
    });
  });

  it('may hold any characters but control ones, and must show something', async () => {
    const good = ['👩‍👩‍👧', 'वर्क', 'مهم', 'a\u200db', '#1', '日本語', "o'neill"];
    assert.deepEqual((await add(good)).tags, good);
    for (const bad of ['a\u0007b', '\u001b[31m', 'a\u0085b\u009f', 'a\u007f', '\u200b', '\u2060 \u00ad', '\u202e']) {
      assertProblem(await ada.post('/api/tasks', { title: 'x', tags: [bad] }), 400, 'validation_failed', 'tags.0');
    }
  });
});
