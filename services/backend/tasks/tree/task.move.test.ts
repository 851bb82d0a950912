import assert from 'node:assert/strict';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

interface Placed {
  id: string;
  title: string;
  position: string;
  version: number;
}

describe('the manual order', () => {
  const backend = useBackend();
  const ada = useClientPerTest(backend);

  const addAll = async (titles: string, fields: object = {}): Promise<string[]> => {
    backend.clock.now = new Date(backend.clock.now.getTime() + 1000);
    const tasks = [...titles].map((title) => ({ title, ...fields }));
    return (await ada.post('/api/tasks/batch', { tasks })).body.items.map(({ id }: Placed) => id);
  };
  const move = (id: string, body: object) => ada.post(`/api/tasks/${id}/move`, body);
  /** The titles in manual order, read in pages of three. */
  const order = async (query = 'parent=none&list=inbox') => {
    const items: Placed[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { status, body } = await ada.get(`/api/tasks?sort=manual&limit=3&${query}${cursor && `&cursor=${cursor}`}`);
      assert.equal(status, 200, JSON.stringify(body));
      items.push(...body.items);
      cursor = body.nextCursor;
    }
    return items;
  };
  const titles = async (query?: string) => (await order(query)).map(({ title }) => title).join('');

  it('is that of creation, until a task is moved behind another one or to the beginning', async () => {
    const [a, b, c, d] = (await addAll('abcd')) as [string, string, string, string];
    assert.equal(await titles(), 'abcd');
    const { status, body, headers } = await move(d, { after: a });
    assert.deepEqual([status, body.version, headers.get('etag')], [200, 2, '"2"']);
    assert.equal(await titles(), 'adbc');
    await move(b, { after: null });
    assert.equal(await titles(), 'badc');
    await move(b, { after: c });
    assert.equal(await titles(), 'adcb');
    await addAll('e');
    assert.equal(await titles(), 'adcbe');
    assert.equal((await move(b, { after: c })).body.version, 3, 'it is there already');
    assertProblem(await move(b, { after: b }), 400, 'validation_failed', 'after');
    assertProblem(await move(b, {}), 400, 'validation_failed', 'after');
  });

  it('is within a list and a parent, and a task moved there takes its subtasks along', async () => {
    const [a, b] = (await addAll('ab')) as [string, string];
    const [x, y] = (await addAll('xy', { parentId: a })) as [string, string];
    assertProblem(await move(b, { after: x }), 400, 'validation_failed', 'after');
    assert.equal((await move(b, { parentId: a, after: x })).status, 200);
    assert.equal(await titles(`parent=${a}`), 'xby');
    const { id: home } = (await ada.post('/api/lists', { name: 'Home' })).body;
    const [h] = (await addAll('h', { listId: home })) as [string];
    const { body } = await move(a, { listId: home, after: h });
    assert.deepEqual([body.listId, body.subtasks], [home, { total: 3, completed: 0 }]);
    assert.equal(await titles(`parent=none&list=${home}`), 'ha');
    assert.equal(await titles(`list=${home}&parent=${a}`), 'xby');
    await move(y, { parentId: null, after: h });
    assert.equal(await titles(`parent=none&list=${home}`), 'hya');
  });

  it('has a place for each of those that are moved to the same one at once', async () => {
    const ids = await addAll('abcdefgh');
    const responses = await Promise.all(ids.slice(1).map((id) => move(id, { after: ids[0] })));
    assert.deepEqual(new Set(responses.map(({ status }) => status)), new Set([200]));
    const placed = await order();
    assert.equal(new Set(placed.map(({ position }) => position)).size, ids.length);
    assert.equal(placed[0]?.title, 'a');
    assert.deepEqual(placed.map(({ id }) => id).sort(), ids.toSorted());
  });

  it('keeps its positions short: where there is no room, those around are spaced anew, and pages are told', async () => {
    const long = (end: string) => `a0${'V'.repeat(60)}${end}`;
    const file = ['l', 'm', 'n', 'n', 'n', 'z'].map((end, index) => ({ title: `${index}`, position: long(end) }));
    assert.equal((await ada.post('/api/import', { tasks: file })).body.imported, 6);
    const [x, y] = (await addAll('xy')) as [string, string];
    const before = await order();
    assert.equal(
      before.map(({ title }) => title).join(''),
      `01${before
        .slice(2, 5)
        .map(({ title }) => title)
        .join('')}5xy`,
    );
    const [first, , , same] = before as [Placed, Placed, Placed, Placed];
    await move(x, { after: first.id });
    await move(y, { after: same.id });
    const after = await order();
    assert.deepEqual(
      after.map(({ id }) => id),
      [before[0], { id: x }, before[1], before[2], before[3], { id: y }, before[4], before[5]].map((task) => task?.id),
    );
    assert.ok(
      after.every(({ position }) => position.length < 40),
      after.map(({ position }) => position).join(' '),
    );
    assert.deepEqual(after.filter(({ version }) => version > 1).length, 2, 'the others keep their versions');
    const told = await backend.orm.em.execute(
      `select distinct event ->> 'subject' from outbox_event where owner_id = ? and topic = 'task-updates' and event #>> '{data,change}' = 'updated'`,
      [ada.userId],
    );
    assert.equal(told.length, 8);
  });
});
