import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { aTask } from '../../../../tests/support/frontend/a-task.ts';
import { createQueryClient } from '../../api/query.client.ts';
import { defaultFilter, type Filter } from '../filter/query/task.filter.ts';
import type { ListedTask, Task } from '../task.ts';
import { TaskCache } from './task.cache.ts';
import { taskKeys } from './task.keys.ts';
import { type TaskPages, tasksOf } from './task.pages.ts';

describe('What the page knows of tasks', () => {
  let client: QueryClient;
  let cache: TaskCache;
  let later: (() => void)[];

  beforeEach(() => {
    client = createQueryClient();
    later = [];
    const seen = () => ({ now: new Date('2027-02-01T12:00:00Z'), timeZone: 'UTC' });
    cache = new TaskCache({ client, eventsEnabled: true, seen, later: (work) => later.push(work) });
  });
  afterEach(() => client.clear());

  function listed(
    items: ListedTask[],
    { filter = {}, more = false }: { filter?: Partial<Filter>; more?: boolean } = {},
  ) {
    const whole: Filter = { ...defaultFilter, sort: 'created', ...filter };
    const key = taskKeys.list(whole);
    const page = { items: cache.newest(items, whole), nextCursor: more ? 'next' : null };
    client.setQueryData<TaskPages>(key, { pages: [page], pageParams: [null] });
    return () => tasksOf(client.getQueryData<TaskPages>(key)!);
  }
  const titles = (tasks: Task[]) => tasks.map(({ title }) => title);

  it('never goes back to an older version, in whatever order news come', () => {
    const task = aTask({ title: 'one' });
    const list = listed([task]);
    cache.learn({ ...task, version: 3, title: 'three' });
    cache.learn({ ...task, version: 2, title: 'two' });
    assert.deepEqual(titles(list()), ['three']);
    assert.equal(client.getQueryData<Task>(taskKeys.one(task.id))?.title, 'three');
  });

  it('keeps what is newer than an answer that was asked for before', () => {
    const task = aTask({ title: 'one' });
    cache.learn({ ...task, version: 2, title: 'two' });
    assert.deepEqual(titles(cache.newest([task], defaultFilter)), ['two']);
    cache.learn({ ...task, version: 3, completed: true });
    assert.deepEqual(cache.newest([task], defaultFilter), []);
  });

  it('does not bring back what was deleted', () => {
    const task = aTask();
    const list = listed([task]);
    cache.forget(task.id, 2);
    assert.deepEqual(list(), []);
    cache.learn(task);
    assert.deepEqual(list(), []);
    assert.deepEqual(cache.newest([task], defaultFilter), []);
    assert.equal(client.getQueryData(taskKeys.one(task.id)), null);
  });

  it('takes a task back that was deleted and brought back', () => {
    const task = aTask();
    const list = listed([task]);
    cache.forget(task.id);
    cache.revive([task.id]);
    cache.learn({ ...task, version: 3 });
    assert.deepEqual(titles(list()), [task.title]);
  });

  it('shows a new task once, at its place, however often it is told', () => {
    const [older, newer] = [aTask({ title: 'older' }), aTask({ title: 'newer' })];
    const between = { ...aTask({ title: 'between' }), createdAt: older.createdAt.replace('000Z', '500Z') };
    const list = listed([newer, older]);
    cache.learn(between);
    cache.learn({ ...between });
    assert.deepEqual(titles(list()), ['newer', 'between', 'older']);
  });

  it('asks again for a list whose response is on its way when a task comes that belongs there', async () => {
    const [open, completed] = (['open', 'completed'] as const).map((status) => ({ ...defaultFilter, status }));
    const asked: (keyof typeof respond)[] = [];
    const respond = { open: () => {}, completed: () => {} };
    const stops = ([open, completed] as Filter[]).map((filter) =>
      new QueryObserver(client, {
        queryKey: taskKeys.list(filter),
        queryFn: () => {
          const name = filter.status as keyof typeof respond;
          asked.push(name);
          return new Promise((resolve) => {
            respond[name] = () => resolve({ pages: [{ items: [], nextCursor: null }], pageParams: [null] });
          });
        },
      }).subscribe(() => {}),
    );
    assert.deepEqual(asked, ['open', 'completed']);
    cache.learn(aTask());
    for (const work of later) work();
    await setImmediate();
    assert.deepEqual(asked, ['open', 'completed', 'open']);
    for (const done of [...Object.values(respond), ...stops]) done();
  });

  it('leaves what belongs behind the loaded pages to their loading', () => {
    const [first, last] = [aTask({ title: 'first' }), aTask({ title: 'last' })];
    const list = listed([last], { more: true });
    cache.learn(first);
    assert.deepEqual(titles(list()), ['last']);
  });

  it('takes a task out of the list that it no longer belongs to, and moves it where its order says', () => {
    const [low, high] = [aTask({ priority: 'low', tags: ['a'] }), aTask({ priority: 'high', tags: ['a'] })];
    const byPriority = listed([high, low], { filter: { sort: 'priority', tags: ['a'] } });
    cache.learn({ ...low, priority: 'urgent', version: 2 });
    assert.deepEqual(
      byPriority().map(({ id }) => id),
      [low.id, high.id],
    );
    cache.learn({ ...low, tags: [], version: 3 });
    assert.deepEqual(
      byPriority().map(({ id }) => id),
      [high.id],
    );
  });

  it('leaves other rows and other lists the same objects', () => {
    const [one, two] = [aTask(), aTask()];
    const list = listed([two, one]);
    const other = listed([], { filter: { status: 'completed' } });
    const [before] = [other()];
    const pages = client.getQueryData(taskKeys.list({ ...defaultFilter, sort: 'created', status: 'completed' }));
    cache.learn({ ...one, title: 'changed', version: 2 });
    assert.equal(list()[0], two);
    assert.deepEqual(other(), before);
    assert.equal(client.getQueryData(taskKeys.list({ ...defaultFilter, sort: 'created', status: 'completed' })), pages);
  });

  it('keeps the marks of a search on the same text, and asks again about another one', async () => {
    const highlight = { title: '<mark>milk</mark>', description: '' };
    const task = aTask({ title: 'milk' });
    const list = listed([{ ...task, highlight }], { filter: { q: 'milk' } });
    const key = taskKeys.list({ ...defaultFilter, sort: 'created', q: 'milk' });
    cache.learn({ ...task, priority: 'high', version: 2 });
    assert.deepEqual(list()[0]?.highlight, highlight);
    assert.equal(list()[0]?.priority, 'high');
    cache.learn({ ...task, title: 'bread', version: 3 });
    assert.equal(list()[0]?.highlight, undefined);
    for (const work of later) work();
    await setImmediate();
    assert.equal(client.getQueryState(key)?.isInvalidated, true);
  });
});
