import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sidecarWithoutNotifications, useBackend } from '../support/backend/start-backend.ts';
import { calendars } from '../support/fuzz/calendar.arbitraries.ts';
import { goodTasks, importedTasks } from '../support/fuzz/task.arbitraries.ts';
import { holds, seed } from '../support/property-runs.ts';
import { useClient } from '../support/use-client.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test asserts what it expects of a task
type Task = any;

describe(`export and import of anything (seed ${seed})`, function () {
  this.timeout(0);
  const backend = useBackend({ sidecar: sidecarWithoutNotifications });
  const ada = useClient(backend, 'Europe/Berlin');
  const eve = useClient(backend, 'Europe/Berlin');

  const forget = (person: typeof ada) => backend.orm.em.execute('delete from task where owner_id = ?', [person.userId]);
  const exported = async (person: typeof ada) => (await person.get('/api/export')).body.tasks as Task[];
  const bring = async (person: typeof ada, body: unknown, type = 'application/json') => {
    const response = await person.post('/api/import', body, { 'content-type': type });
    assert.ok(response.status < 500, JSON.stringify(response.body));
    return response;
  };

  it('gives JSON that brings the same tasks, whatever was imported before', () =>
    holds(fc.array(importedTasks, { maxLength: 5 }), async (tasks) => {
      await forget(ada);
      const { status, body } = await bring(ada, { tasks });
      fc.pre(status === 200);
      const left = body.omissions?.filter(({ property }: Task) => property === null).length ?? 0;
      assert.equal(body.imported + body.skipped + left, tasks.length);
      const first = await exported(ada);
      assert.equal(first.length, body.imported);
      assert.deepEqual((await bring(ada, { tasks: first })).body, { imported: 0, skipped: first.length });
      await forget(ada);
      assert.deepEqual((await bring(ada, { tasks: first })).body, { imported: first.length, skipped: 0 });
      assert.deepEqual(await exported(ada), first);
    }));

  it('gives iCalendar that brings the same tasks into another account', () =>
    holds(fc.array(goodTasks, { minLength: 1, maxLength: 4 }), async (tasks) => {
      await forget(ada);
      await forget(eve);
      const { status } = await ada.post('/api/tasks/batch', { tasks });
      assert.equal(status, 201);
      const file = (await ada.get('/api/export?format=ics')).body;
      const { body } = await bring(eve, file, 'text/calendar');
      assert.equal(body.imported, tasks.length, JSON.stringify(body));
      // Dates beside a rule, which other programs need, cannot be taken back.
      for (const { property } of body.omissions) assert.match(property, /^(RDATE|RRULE|VALARM)$/, JSON.stringify(body));
      // A day has no zone there: it is a day of the person who brings it. A zone may come back by another of its names.
      const byTitle = (all: Task[]) =>
        all
          .map(({ title, description, priority, tags, due, dueAt }) =>
            JSON.stringify([title, description, priority, tags, due?.time ? dueAt : due?.date]),
          )
          .sort();
      assert.deepEqual(byTitle(await exported(eve)), byTitle(await exported(ada)));
      assert.equal((await bring(eve, file, 'text/calendar')).body.skipped, tasks.length);
    }));

  it('takes what can be taken of any iCalendar file, and its tasks can be read and exported', () =>
    holds(calendars, async (text) => {
      await forget(ada);
      const { status, body } = await bring(ada, text, 'text/calendar');
      if (status !== 200) return assert.equal(body.code, 'validation_failed');
      const tasks = await exported(ada);
      assert.equal(tasks.length, body.imported);
      assert.equal((await ada.get('/api/tasks?sort=due')).body.items.length, tasks.length);
      assert.equal((await ada.get('/api/export?format=ics')).status, 200);
      await forget(ada);
      assert.deepEqual((await bring(ada, { tasks })).body, { imported: tasks.length, skipped: 0 });
      assert.deepEqual(await exported(ada), tasks);
    }));
});
