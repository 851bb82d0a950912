import assert from 'node:assert/strict';
import { request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { countRows } from '../../../../tests/support/backend/count-rows.ts';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

const unknown = '01890000-0000-7000-8000-000000000000';
interface Listed {
  id: string;
  title: string;
  version: number;
}

describe('several tasks at once', () => {
  const backend = useBackend();
  const ada = useClientPerTest(backend);

  const create = (tasks: unknown) => ada.post('/api/tasks/batch', { tasks });
  const complete = (ids: unknown) => ada.post('/api/tasks/complete', { ids });
  const titles = (count: number) => Array.from({ length: count }, (_, index) => ({ title: `Task ${index}` }));
  const idsOf = (items: Listed[]) => items.map(({ id }) => id);

  describe('are created', () => {
    it('in the order given, with everything that one may have, its activity and its events', async () => {
      const rich = {
        title: 'Rich',
        due: { date: '2030-01-31', time: '09:00' },
        recurrence: { frequency: 'monthly' },
        reminders: [{ minutesBefore: 5 }, { at: '2030-01-30T09:00:00Z' }],
        tags: ['a'],
      };
      const { status, body } = await create([...titles(99), rich]);
      assert.equal(status, 201);
      assert.deepEqual(
        body.items.map(({ title }: Listed) => title),
        [...titles(99), rich].map(({ title }) => title),
      );
      const last = body.items.at(-1);
      assert.deepEqual((await ada.get(`/api/tasks/${last.id}`)).body, last);
      assert.equal(last.reminders.length, 2);
      const listed = await ada.get('/api/tasks?limit=100&sort=created&order=asc');
      assert.deepEqual(listed.body.items, body.items);
      const rows = (table: string) => backend.orm.em.execute(`select 1 from ${table} where owner_id = ?`, [ada.userId]);
      assert.deepEqual([(await rows('activity')).length, (await rows('outbox_event')).length], [100, 200]);
    });

    it('also where there is none', async () => {
      const { status, body } = await create([]);
      assert.deepEqual([status, body], [201, { items: [] }]);
    });

    it('with descriptions as long as they may be, in a larger body than others may have', async () => {
      const { status } = await create(titles(100).map((task) => ({ ...task, description: 'é'.repeat(10_000) })));
      assert.equal(status, 201);
      const tooLarge = JSON.stringify({ tasks: [{ title: 'x', description: 'x'.repeat(9 * 1024 * 1024) }] });
      assertProblem(await ada.post('/api/tasks/batch', tooLarge), 413, 'payload_too_large');
      assertProblem(await request(`${backend.url}/api/tasks/batch`, 'POST', tooLarge), 401, 'unauthenticated');
    });

    const wrong: [name: string, tasks: unknown, path: string][] = [
      ['a blank title', [...titles(3), { title: ' ' }, { title: 'x' }], 'tasks.3.title'],
      ['an unknown field', [{ title: 'x', colour: 'red' }], 'tasks.0.colour'],
      [
        'a recurrence without due',
        [...titles(1), { title: 'x', recurrence: { frequency: 'daily' } }],
        'tasks.1.recurrence',
      ],
      [
        'a relative reminder without due',
        [{ title: 'x', reminders: [{ minutesBefore: 1 }] }],
        'tasks.0.reminders.0.minutesBefore',
      ],
      ['101 tasks', titles(101), 'tasks'],
      ['no list', { title: 'x' }, 'tasks'],
    ];
    for (const [name, tasks, path] of wrong) {
      it(`or none is, for ${name}`, async () => {
        const before = await countRows(backend.orm);
        assertProblem(await create(tasks), 400, 'validation_failed', path);
        assert.deepEqual(await countRows(backend.orm), before);
      });
    }
  });

  describe('are changed', () => {
    const update = (ids: unknown, changes: unknown) => ada.post('/api/tasks/update', { ids, changes });
    const kinds = [
      { title: 'Bare' },
      { title: 'Due', due: { date: '2030-01-31', time: '09:00', timeZone: 'Asia/Tokyo' }, tags: ['a'] },
      { title: 'Rule', due: { date: '2030-01-31' }, recurrence: { frequency: 'monthly' }, priority: 'low' },
      {
        title: 'Reminders',
        due: { date: '2030-01-31' },
        reminders: [{ minutesBefore: 60 }, { at: '2030-01-01T00:00:00Z' }],
      },
    ];
    /** Creates one of each kind; the last is completed. */
    const oneOfEach = async () => {
      const { items } = (await create([...kinds, { title: 'Done', reminders: [{ at: '2099-01-01T00:00:00Z' }] }])).body;
      await ada.post(`/api/tasks/${items.at(-1).id}/complete`);
      return idsOf(items);
    };
    const readAll = async (ids: string[]) => {
      const responses = await Promise.all(ids.map((id) => ada.get(`/api/tasks/${id}`)));
      return responses.map(({ body }) => body);
    };
    /** What twins have in common. */
    const alike = ({
      id: _,
      seriesId,
      createdAt: __,
      updatedAt: ___,
      position: ____,
      ...task
    }: Record<string, unknown>) => ({
      ...task,
      inSeries: seriesId !== null,
      reminders: (task['reminders'] as object[]).map(({ id: _, ...reminder }: { id?: string }) => reminder),
    });
    const activityOf = async (id: string) => {
      const { items } = (await ada.get(`/api/tasks/${id}/activity`)).body;
      return items.map(({ action, changes, actor }: Record<string, unknown>) => ({ action, changes, actor }));
    };

    const changes = [
      { title: 'Same', description: 'for all', tags: ['x'], priority: null },
      { due: { date: '2031-05-05', time: '10:00' }, recurrence: { frequency: 'weekly' } },
      { completed: true, priority: 'high' },
      { completed: false },
    ];
    for (const change of changes) {
      it(`each as a PATCH would change it, in the order given: ${JSON.stringify(change)}`, async () => {
        const [ids, twins] = [await oneOfEach(), await oneOfEach()];
        const { status, body } = await update([...ids.toReversed(), ids[0]], change);
        assert.equal(status, 200, JSON.stringify(body));
        assert.deepEqual(idsOf(body.items), [...ids.toReversed(), ids[0]]);
        await Promise.all(twins.map((twin) => ada.patch(`/api/tasks/${twin}`, change)));
        const [changed, patched] = [await readAll(ids), await readAll(twins)];
        assert.deepEqual(body.items.slice(0, -1).reverse(), changed);
        assert.deepEqual(changed.map(alike), patched.map(alike));
        assert.deepEqual(await Promise.all(ids.map(activityOf)), await Promise.all(twins.map(activityOf)));
      });
    }

    it('by days, each from its own due, at its own time; what has no due keeps none', async () => {
      const ids = await oneOfEach();
      const { body } = await update(ids, { due: { moveDays: 29 } });
      assert.deepEqual(
        body.items.map(({ due, version }: Record<string, unknown>) => [due, version]),
        [
          [null, 1],
          [{ date: '2030-03-01', time: '09:00', timeZone: 'Asia/Tokyo' }, 2],
          [{ date: '2030-03-01', time: null, timeZone: 'UTC' }, 2],
          [{ date: '2030-03-01', time: null, timeZone: 'UTC' }, 2],
          [null, 2],
        ],
      );
      assert.deepEqual(body.items[3].reminders.map(({ fireAt }: { fireAt: string }) => fireAt).sort(), [
        '2030-01-01T00:00:00.000Z',
        '2030-03-01T08:00:00.000Z',
      ]);
      assert.deepEqual((await update(ids, { due: { moveDays: -29 } })).body.items[1].due.date, '2030-01-31');
    });

    it('or none is, where one of them cannot be, and the answer names it', async () => {
      const ids = await oneOfEach();
      const eve = await backend.register();
      const { body: hers } = await eve.post('/api/tasks', { title: 'Hers' });
      const before = [await readAll(ids), await countRows(backend.orm)];
      const refused = await update([...ids, hers.id], { title: 'Mine' });
      assertProblem(refused, 404, 'not_found');
      assert.match(refused.body.detail, new RegExp(hers.id));
      const impossible: [changes: object, path: string, of: string][] = [
        [{ recurrence: { frequency: 'daily' } }, 'changes.recurrence', ids[0]!],
        [{ due: null }, 'changes.recurrence', ids[2]!],
        [{ due: null }, 'changes.reminders.1.minutesBefore', ids[3]!],
        [{ due: { moveDays: -36_500 * 2 } }, 'changes.due.moveDays', ''],
        [{ due: { date: '1000-01-01', moveDays: 1 } }, 'changes.due', ''],
        [{ title: ' ' }, 'changes.title', ''],
        [{ colour: 'red' }, 'changes.colour', ''],
      ];
      for (const [change, path, id] of impossible) {
        const response = await update(ids, change);
        assertProblem(response, 400, 'validation_failed', path);
        const { message } = response.body.errors.find((error: { path: string }) => error.path === path);
        assert.match(message, new RegExp(id));
      }
      assert.deepEqual([await readAll(ids), await countRows(backend.orm)], before);
      const [old] = idsOf((await create([{ title: 'Old', due: { date: '1000-01-05' } }])).body.items);
      assertProblem(await update([old], { due: { moveDays: -5 } }), 400, 'validation_failed', 'changes.due.moveDays');
    });
  });

  describe('are deleted', () => {
    it('with all that belongs to them, and the answer has their last state', async () => {
      const tasks = titles(3).map((task) => ({ ...task, reminders: [{ at: '2099-01-01T00:00:00Z' }] }));
      const { items } = (await create(tasks)).body;
      const [a, b, c] = idsOf(items) as [string, string, string];
      const { status, body } = await ada.post('/api/tasks/delete', { ids: [c, a, c] });
      assert.equal(status, 200);
      assert.deepEqual(
        body.items.map(({ id, title, version }: Listed) => [id, title, version]),
        [c, a, c].map((id) => [id, items.find((item: Listed) => item.id === id).title, 2]),
      );
      assert.deepEqual(idsOf((await ada.get('/api/tasks')).body.items), [b]);
      const { items: activity } = (await ada.get('/api/activity')).body;
      const deleted = activity.filter(({ action }: { action: string }) => action === 'deleted');
      assert.deepEqual(deleted.map(({ taskId }: { taskId: string }) => taskId).sort(), [a, c].sort());
      const rows = await backend.orm.em.execute<{ type: string }[]>(
        `select event ->> 'type' as type from outbox_event where owner_id = ? and event ->> 'type' like '%deleted%'`,
        [ada.userId],
      );
      assert.equal(rows.length, 2);
    });

    it('with what is below them, which the answer has, too, and comes back by an import', async () => {
      const [root] = idsOf((await create(titles(1))).body.items) as [string];
      const { body: child } = await ada.post('/api/tasks', { title: 'Child', parentId: root });
      const { body: leaf } = await ada.post('/api/tasks', { title: 'Leaf', parentId: child.id });
      await ada.post(`/api/tasks/${leaf.id}/complete`);
      const { items, subtasks } = (await ada.post('/api/tasks/delete', { ids: [root] })).body;
      assert.deepEqual([idsOf(items), idsOf(subtasks)], [[root], [child.id, leaf.id]]);
      const tasks = [...items, ...subtasks].map((task: Listed) => ({ ...task, version: task.version + 1 }));
      assert.deepEqual((await ada.post('/api/import', { tasks })).body, { imported: 3, skipped: 0 });
      const back = (await ada.get(`/api/tasks/${child.id}`)).body;
      assert.deepEqual([back.parentId, back.subtasks, back.version], [root, { total: 1, completed: 1 }, 3]);
    });

    it('as they are changed and completed, only if they still have the versions that are named', async () => {
      const ids = idsOf((await create(titles(2))).body.items) as [string, string];
      await ada.patch(`/api/tasks/${ids[1]}`, { title: 'Changed elsewhere' });
      for (const [path, more] of [
        ['update', { changes: { priority: 'high' } }],
        ['complete', {}],
        ['delete', {}],
      ] as const) {
        const refused = await ada.post(`/api/tasks/${path}`, { ids, versions: [1, 1], ...more });
        assertProblem(refused, 412, 'precondition_failed');
        assert.match(refused.body.detail, new RegExp(ids[1]));
        const few = await ada.post(`/api/tasks/${path}`, { ids, versions: [1], ...more });
        assertProblem(few, 400, 'validation_failed', 'versions');
      }
      assert.equal((await ada.post('/api/tasks/complete', { ids, versions: [1, 2] })).status, 200);
    });

    it('or none is, where one is unknown or of somebody else, and the answer names it', async () => {
      const eve = await backend.register();
      const { body: hers } = await eve.post('/api/tasks', { title: 'Hers' });
      const ids = idsOf((await create(titles(3))).body.items);
      for (const stranger of [unknown, hers.id]) {
        const refused = await ada.post('/api/tasks/delete', { ids: [...ids, stranger] });
        assertProblem(refused, 404, 'not_found');
        assert.match(refused.body.detail, new RegExp(stranger));
      }
      assert.equal((await ada.get('/api/tasks')).body.items.length, 3);
      assert.equal((await eve.get('/api/tasks')).body.items.length, 1);
    });
  });

  describe('are completed', () => {
    it('and answered in the order given, those named twice or completed before too', async () => {
      const [a, b, c] = idsOf((await create(titles(3))).body.items) as [string, string, string];
      await ada.post(`/api/tasks/${b}/complete`);
      const { status, body } = await complete([c, a.toUpperCase(), b, c]);
      assert.equal(status, 200);
      assert.deepEqual(
        body.items.map(({ id, version, completed }: Listed & { completed: boolean }) => [id, version, completed]),
        [c, a, b, c].map((id) => [id, 2, true]),
      );
      assert.deepEqual((await ada.get(`/api/tasks/${c}`)).body, body.items[0]);
      const actions = (await ada.get(`/api/tasks/${c}/activity`)).body.items.map(
        ({ action }: { action: string }) => action,
      );
      assert.deepEqual(actions, ['completed', 'created']);
    });

    it('like one: their reminders are cancelled, and the events tell', async () => {
      const reminders = [{ at: '2099-01-01T00:00:00Z' }];
      const ids = idsOf(
        (
          await create([
            { title: 'x', reminders },
            { title: 'y', reminders },
          ])
        ).body.items,
      );
      const { body } = await complete(ids);
      assert.deepEqual(
        body.items.map((item: { reminders: { state: string }[] }) => item.reminders[0]?.state),
        ['cancelled', 'cancelled'],
      );
      const events = await backend.orm.em.execute<{ id: string }[]>(
        `select event ->> 'subject' as id from outbox_event where owner_id = ? and event ->> 'type' = 'task.completed.v1'`,
        [ada.userId],
      );
      assert.deepEqual(events.map(({ id }) => id).sort(), [...ids].sort());
    });

    it('or none is, where one is unknown or of somebody else, and the answer names it', async () => {
      const eve = await backend.register();
      const { body: hers } = await eve.post('/api/tasks', { title: 'Hers' });
      const ids = idsOf((await create(titles(3))).body.items);
      const before = await countRows(backend.orm);
      for (const stranger of [unknown, hers.id]) {
        const refused = await complete([...ids, stranger]);
        assertProblem(refused, 404, 'not_found');
        assert.match(refused.body.detail, new RegExp(stranger));
      }
      assert.deepEqual(await countRows(backend.orm), before);
      assert.equal((await ada.get('/api/tasks?status=open')).body.items.length, 3);
    });

    it('only by ids, of which there are at most 100', async () => {
      assertProblem(await complete(['x']), 400, 'validation_failed', 'ids.0');
      assertProblem(await complete(Array.from({ length: 101 }, () => unknown)), 400, 'validation_failed', 'ids');
      assertProblem(await ada.post('/api/tasks/complete', {}), 400, 'validation_failed', 'ids');
      assert.deepEqual((await complete([])).body, { items: [] });
    });

    it('once, without deadlock, by batches that overlap in opposite orders', async () => {
      const ids = idsOf((await create(titles(60))).body.items);
      const batches = [ids.slice(0, 40), ids.slice(20).reverse(), [...ids].reverse(), ids];
      const responses = await Promise.all(batches.map(complete));
      for (const [index, { status, body }] of responses.entries()) {
        assert.equal(status, 200);
        assert.deepEqual(idsOf(body.items), batches[index]);
        assert.ok(body.items.every(({ version }: Listed) => version === 2));
      }
      const [{ count }] = await backend.orm.em.execute<[{ count: number }]>(
        `select count(*)::int as count from activity where owner_id = ? and action = 'completed'`,
        [ada.userId],
      );
      assert.equal(count, 60);
    });
  });
});
