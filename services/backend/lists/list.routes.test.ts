import assert from 'node:assert/strict';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../tests/support/use-client.ts';

describe('the lists of a person', () => {
  const backend = useBackend({ limits: { LISTS_PER_PERSON: 4, TASKS_PER_DELETED_LIST: 3 } });
  const ada = useClientPerTest(backend);
  const eve = useClientPerTest(backend);

  const addList = async (name: string, person = ada, after?: string | null) =>
    (await person.post('/api/lists', { name, ...(after === undefined ? {} : { after }) })).body;
  const addTask = async (title: string, listId: string | null, person = ada) => {
    backend.clock.now = new Date(backend.clock.now.getTime() + 1);
    return (await person.post('/api/tasks', { title, listId })).body;
  };
  const names = async () => (await ada.get('/api/lists')).body.items.map(({ name }: { name: string }) => name);
  const titles = async (query: string, person = ada) =>
    (await person.get(`/api/tasks?${query}`)).body.items.map(({ title }: { title: string }) => title);
  const events = (person = ada) =>
    backend.orm.em.execute(
      `select event ->> 'type' as type, event #>> '{data,change}' as change, event #>> '{data,list,name}' as name,
              event #>> '{data,task,listId}' as "listId" from outbox_event
        where owner_id = ? and topic = 'task-updates' order by sequence`,
      [person.userId],
    );

  it('are made, renamed, moved, archived and deleted, and open pages hear of each', async () => {
    const { status, body: work, headers } = await ada.post('/api/lists', { name: ' Work \n stuff ' });
    assert.deepEqual([status, work.name, work.archived, headers.get('etag')], [201, 'Work stuff', false, '"1"']);
    const home = await addList('Home');
    await addList('First', ada, null);
    await addList('Second', ada, work.id);
    assert.deepEqual(await names(), ['First', 'Work stuff', 'Second', 'Home']);
    const moved = await ada.patch(`/api/lists/${home.id}`, { after: null, name: 'Flat', archived: true });
    assert.deepEqual([moved.body.version, moved.body.archived], [2, true]);
    assert.deepEqual(await names(), ['Flat', 'First', 'Work stuff', 'Second']);
    const again = await ada.patch(`/api/lists/${home.id}`, { after: null, name: 'Flat', archived: true });
    assert.deepEqual(again.body, moved.body);
    assertProblem(
      await ada.patch(`/api/lists/${home.id}`, { name: 'x' }, { 'if-match': '"1"' }),
      412,
      'precondition_failed',
    );
    assert.equal((await ada.delete(`/api/lists/${home.id}`)).status, 204);
    assert.deepEqual(
      (await events()).map(({ type, change, name }) => `${type} ${change} ${name}`),
      ['created Work stuff', 'created Home', 'created First', 'created Second', 'updated Flat', 'deleted Flat'].map(
        (end) => `list.changed.v1 ${end}`,
      ),
    );
  });

  it('have names of their own, without regard to case, and are at most as many as allowed', async () => {
    const { id } = await addList('Büro');
    assertProblem(await ada.post('/api/lists', { name: 'BÜRO' }), 409, 'conflict');
    const { id: other } = await addList('Other');
    assertProblem(await ada.patch(`/api/lists/${other}`, { name: 'bu\u0308ro' }), 409, 'conflict');
    assert.equal((await ada.patch(`/api/lists/${id}`, { name: 'BÜRO' })).body.name, 'BÜRO');
    assert.equal((await eve.post('/api/lists', { name: 'Büro' })).status, 201);
    await addList('Third');
    await addList('Fourth');
    assertProblem(await ada.post('/api/lists', { name: 'Fifth' }), 403, 'quota_exceeded');
  });

  it('hold tasks, which come last where they are moved to', async () => {
    const { id } = await addList('Work');
    const { id: moved } = await addTask('moved', null);
    await addTask('in the Inbox', null);
    await addTask('at work', id);
    backend.clock.now = new Date(backend.clock.now.getTime() + 1);
    const { body } = await ada.patch(`/api/tasks/${moved}`, { listId: id });
    assert.deepEqual([body.listId, body.version], [id, 2]);
    assert.deepEqual(await titles(`list=${id}&sort=manual`), ['at work', 'moved']);
    assert.deepEqual(await titles('list=inbox&status=open&sort=due'), ['in the Inbox']);
    assert.deepEqual(await titles('parent=none&sort=title'), ['at work', 'in the Inbox', 'moved']);
    assert.deepEqual(await titles(`parent=${moved}&sort=manual`), []);
    assertProblem(await ada.get('/api/tasks?sort=manual'), 400, 'validation_failed', 'query.sort');
    const { items } = (await ada.get(`/api/tasks/${moved}/activity`)).body;
    assert.deepEqual(items[0].changes.listId, { from: null, to: id });
  });

  it('give their tasks to the Inbox when they are deleted, or take them along', async () => {
    const [kept, gone] = [await addList('Kept'), await addList('Gone')];
    const inKept = await addTask('kept', kept.id);
    await addTask('gone', gone.id);
    await backend.orm.em.execute('delete from outbox_event');
    await ada.delete(`/api/lists/${kept.id}?tasks=inbox`);
    await ada.delete(`/api/lists/${gone.id}?tasks=delete`);
    assert.deepEqual(await titles('list=inbox'), ['kept']);
    const { body: task } = await ada.get(`/api/tasks/${inKept.id}`);
    assert.deepEqual([task.listId, task.version, task.position], [null, 2, inKept.position]);
    assert.deepEqual(
      (await events()).map(({ change, name, listId }) => [change, name ?? listId]),
      [
        ['updated', null],
        ['deleted', 'Kept'],
        ['deleted', gone.id],
        ['deleted', 'Gone'],
      ],
    );
    const { body: activity } = await ada.get('/api/activity?limit=2');
    assert.deepEqual(
      activity.items.map(({ action, changes }: { action: string; changes: object }) => [action, changes]),
      [
        ['deleted', { title: { from: 'gone', to: null } }],
        ['updated', { listId: { from: kept.id, to: null } }],
      ],
    );
  });

  it('are deleted only with as many tasks as one step may change', async () => {
    const { id } = await addList('Long');
    for (let n = 0; n < 4; n += 1) await addTask(`${n}`, id);
    for (const tasks of ['inbox', 'delete'])
      assertProblem(await ada.delete(`/api/lists/${id}?tasks=${tasks}`), 409, 'conflict');
    assert.equal((await titles(`list=${id}`)).length, 4);
  });

  it('are archived with their tasks, which are then shown only where the list is asked for', async () => {
    const { id } = await addList('Old');
    const due = { date: backend.clock.now.toISOString().slice(0, 10) };
    await ada.post('/api/tasks', { title: 'old milk', listId: id, due, tags: ['old'] });
    await addTask('new milk', null);
    const shown = async () => [
      await titles(''),
      await titles('status=open&sort=due'),
      await titles('status=today'),
      await titles('q=milk'),
      await titles(`list=${id}`),
    ];
    assert.deepEqual(
      (await shown()).map(({ length }) => length),
      [2, 2, 1, 2, 1],
    );
    await ada.patch(`/api/lists/${id}`, { archived: true });
    assert.deepEqual(await shown(), [['new milk'], ['new milk'], [], ['new milk'], ['old milk']]);
    assert.deepEqual((await ada.get('/api/tags')).body.items, []);
    await ada.patch(`/api/lists/${id}`, { archived: false });
    assert.equal((await titles('q=milk')).length, 2);
  });

  it('belong to one person alone', async () => {
    const { id } = await addList('Private', eve);
    const { id: hers } = await addTask('hers', id, eve);
    const { id: own } = await addList('Own');
    const { id: task } = await addTask('mine', own);
    for (const refused of [
      await ada.patch(`/api/lists/${id}`, { name: 'Mine' }),
      await ada.patch(`/api/lists/${own}`, { after: id }),
      await ada.post('/api/lists', { name: 'Behind', after: id }),
      await ada.delete(`/api/lists/${id}?tasks=delete`),
      await ada.post('/api/tasks', { title: 'x', listId: id }),
      await ada.post('/api/tasks/batch', {
        tasks: [
          { title: 'x', listId: own },
          { title: 'y', listId: id },
        ],
      }),
      await ada.patch(`/api/tasks/${task}`, { listId: id }),
      await ada.patch(`/api/tasks/${hers}`, { listId: own }),
      await ada.get(`/api/tasks?list=${id}`),
    ]) {
      assertProblem(refused, 404, 'not_found');
    }
    assert.deepEqual(await names(), ['Own']);
    assert.deepEqual([await titles(`list=${own}`), await titles(`list=${id}`, eve)], [['mine'], ['hers']]);
  });
});
