import assert from 'node:assert/strict';
import { request } from '../support/api-client.ts';
import { assertProblem } from '../support/assert-problem.ts';
import { useBackend } from '../support/backend/start-backend.ts';
import { useClient } from '../support/use-client.ts';

interface Ids {
  task: string;
  subtask: string;
  list: string;
  view: string;
}
type Request = [method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object];

/** Every way to name a task, in the address or the body, alone or beside one's own. */
const namingTask = (foreign: string, own: Ids): Request[] => [
  ['get', `/api/tasks/${foreign}`],
  ['patch', `/api/tasks/${foreign}`, { title: 'x' }],
  ['patch', `/api/tasks/${foreign}`, { listId: own.list }],
  ['patch', `/api/tasks/${foreign}`, { parentId: own.task }],
  ['delete', `/api/tasks/${foreign}`],
  ['get', `/api/tasks/${foreign}/activity`],
  ['post', `/api/tasks/${foreign}/complete`],
  ['post', `/api/tasks/${foreign}/reopen`],
  ['post', `/api/tasks/${foreign}/skip`],
  ['post', `/api/tasks/${foreign}/snooze`, { until: '2031-01-31T09:00:00Z' }],
  ['post', `/api/tasks/${foreign}/move`, { after: null }],
  ['post', `/api/tasks/${foreign}/move`, { parentId: own.task, after: null }],
  ['post', `/api/tasks/${foreign}/move`, { listId: own.list, after: own.task }],
  ['post', `/api/tasks/${own.subtask}/move`, { after: foreign }],
  ['post', `/api/tasks/${own.subtask}/move`, { parentId: foreign, after: null }],
  ['post', `/api/tasks/${own.subtask}/move`, { parentId: own.task, after: foreign }],
  ['patch', `/api/tasks/${own.subtask}`, { parentId: foreign }],
  ['post', '/api/tasks', { title: 'x', parentId: foreign }],
  ['post', '/api/tasks/batch', { tasks: [{ title: 'x' }, { title: 'y', parentId: foreign }] }],
  ['post', '/api/tasks/update', { ids: [own.subtask], changes: { parentId: foreign } }],
  ['post', '/api/tasks/update', { ids: [own.task, foreign], changes: { title: 'x' } }],
  ['post', '/api/tasks/complete', { ids: [own.task, foreign] }],
  ['post', '/api/tasks/delete', { ids: [own.task, foreign] }],
  ['get', `/api/tasks?parent=${foreign}`],
];

const namingList = (foreign: string, own: Ids): Request[] => [
  ['patch', `/api/lists/${foreign}`, { name: 'x' }],
  ['patch', `/api/lists/${foreign}`, { after: own.list }],
  ['patch', `/api/lists/${own.list}`, { after: foreign }],
  ['delete', `/api/lists/${foreign}`],
  ['delete', `/api/lists/${foreign}?tasks=delete`],
  ['post', '/api/lists', { name: 'x', after: foreign }],
  ['get', `/api/tasks?list=${foreign}`],
  ['post', '/api/tasks', { title: 'x', listId: foreign }],
  ['post', '/api/tasks/batch', { tasks: [{ title: 'x' }, { title: 'y', listId: foreign }] }],
  ['patch', `/api/tasks/${own.task}`, { listId: foreign }],
  ['patch', `/api/tasks/${own.subtask}`, { parentId: null, listId: foreign }],
  ['post', `/api/tasks/${own.task}/move`, { listId: foreign, after: null }],
  ['post', '/api/tasks/update', { ids: [own.task], changes: { listId: foreign } }],
];

const namingView = (foreign: string, own: Ids): Request[] => [
  ['patch', `/api/views/${foreign}`, { name: 'x' }],
  ['patch', `/api/views/${foreign}`, { after: own.view }],
  ['patch', `/api/views/${own.view}`, { after: foreign }],
  ['delete', `/api/views/${foreign}`],
  ['post', '/api/views', { name: 'x', query: '', after: foreign }],
];

const callsNaming = (hers: Ids, own: Ids): [tool: string, args: object][] => [
  ...[hers.task, hers.subtask].flatMap((id): [string, object][] => [
    ['update', { id, title: 'x' }],
    ['update', { id, listId: own.list }],
    ['update', { id: own.subtask, parentId: id }],
    ['move', { id, listId: own.list }],
    ['move', { id: own.subtask, parentId: id }],
    ['move', { id: own.subtask, after: id }],
    ['complete', { id }],
    ['reopen', { id }],
    ['snooze', { id, until: '2031-01-31T09:00:00Z' }],
    ['skip', { id }],
    ['delete', { id }],
    ['delete', { id, confirm: true }],
    ['add', { title: 'x', parentId: id }],
    ['add_several', { tasks: [{ title: 'x' }, { title: 'y', parentId: id }] }],
    ['update_several', { ids: [own.task, id], changes: { title: 'x' } }],
    ['update_several', { ids: [own.subtask], changes: { parentId: id } }],
    ['complete_several', { ids: [own.task, id] }],
    ['delete_several', { ids: [own.task, id] }],
    ['delete_several', { ids: [own.task, id], confirm: true }],
    ['list', { parent: id }],
    ['search', { q: 'task', parent: id }],
  ]),
  ['update', { id: own.task, listId: hers.list }],
  ['move', { id: own.task, listId: hers.list }],
  ['add', { title: 'x', listId: hers.list }],
  ['add_several', { tasks: [{ title: 'x' }, { title: 'y', listId: hers.list }] }],
  ['update_several', { ids: [own.task], changes: { listId: hers.list } }],
  ['list', { list: hers.list }],
  ['search', { q: 'task', list: hers.list }],
];

describe('what belongs to somebody else', () => {
  const backend = useBackend();
  const ada = useClient(backend);
  const eve = useClient(backend);
  type Client = typeof ada;

  async function furnish(client: Client): Promise<Ids> {
    const made = async (path: string, body: object) => {
      const response = await client.post(path, body);
      assert.equal(response.status, 201);
      return response.body.id;
    };
    const list = await made('/api/lists', { name: crypto.randomUUID() });
    const task = await made('/api/tasks', { title: 'Task', listId: list });
    const subtask = await made('/api/tasks', { title: 'Subtask', parentId: task });
    return { list, task, subtask, view: await made('/api/views', { name: 'View', query: `list=${list}` }) };
  }

  const send = (client: Client, [method, path, body]: Request) =>
    method === 'get' || method === 'delete' ? client[method](path) : client[method](path, body);

  async function everythingOf(client: Client): Promise<Record<string, string>[]> {
    const bodies = [];
    for (const path of ['tasks?limit=100', 'lists', 'views']) {
      const { status, body } = await client.get(`/api/${path}`);
      assert.equal(status, 200);
      bodies.push(...body.items);
    }
    return bodies;
  }

  it('is not found wherever its id is named, and neither side is changed', async () => {
    const [own, hers] = [await furnish(ada), await furnish(eve)];
    const before = [await everythingOf(ada), await everythingOf(eve)];
    const requests = [
      ...namingTask(hers.task, own),
      ...namingTask(hers.subtask, own),
      ...namingList(hers.list, own),
      ...namingView(hers.view, own),
    ];
    for (const request of requests) {
      const response = await send(ada, request);
      assert.equal(response.status, 404, `${JSON.stringify(request)} is answered ${response.status}`);
      assertProblem(response, 404, 'not_found');
    }
    assert.deepEqual([await everythingOf(ada), await everythingOf(eve)], before);
  });

  it('is not found by the tools of MCP either, which change nothing', async () => {
    const [own, hers] = [await furnish(ada), await furnish(eve)];
    const before = [await everythingOf(ada), await everythingOf(eve)];
    const headers = { authorization: `Bearer ${ada.token}`, accept: 'application/json, text/event-stream' };
    for (const [name, args] of callsNaming(hers, own)) {
      const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } };
      const { body } = await request(`${backend.url}/mcp`, 'POST', call, headers);
      const { result } = JSON.parse(/^data: (.*)$/m.exec(body)?.[1] ?? '{}');
      const said = `${name} ${JSON.stringify(args)} is answered ${body}`;
      assert.deepEqual([result?.isError, result?.structuredContent.code], [true, 'not_found'], said);
    }
    assert.deepEqual([await everythingOf(ada), await everythingOf(eve)], before);
  });

  it('is left alone by an import that names it, which puts nothing of its own there', async () => {
    const hers = await furnish(eve);
    const before = await everythingOf(eve);
    const names = [
      { id: hers.task, title: 'Replaced' },
      { title: 'In her list', listId: hers.list },
      { title: 'Below her task', parentId: hers.task },
      { title: 'Below her subtask', parentId: hers.subtask },
    ];
    for (const task of names) assert.ok((await ada.post('/api/import', { tasks: [task] })).status < 500);
    const foreign = new Set(Object.values(hers));
    for (const mine of await everythingOf(ada)) {
      for (const field of ['id', 'listId', 'parentId'])
        assert.ok(!foreign.has(mine[field]!), `${field}: ${mine['title']}`);
    }
    assert.deepEqual(await everythingOf(eve), before);
  });
});
