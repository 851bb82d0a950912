import assert from 'node:assert/strict';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { calendar } from '../../../../tests/support/backend/use-calendar-import.ts';

describe('the limits of an import', () => {
  const backend = useBackend({
    limits: { JSON_LEVELS: 4, JSON_FIELDS: 6, IMPORT_VALUES_PER_TASK: 12, IMPORT_VALUES_PER_CALENDAR: 7 },
  });
  const refusals = async (limit: string) => {
    const { values } = await backend.metrics.getSingleMetric('limit_refusals_total')!.get();
    return values.find(({ labels }) => labels['limit'] === limit)?.value ?? 0;
  };

  it('leave out a task of too many values, and count it', async () => {
    const person = await backend.register();
    const tags = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);
    const tasks = [
      { title: 'Short', tags: tags(9) },
      { title: 'Long', tags: tags(10) },
    ];
    const before = await refusals('import_values');
    const { status, body } = await person.post('/api/import', { tasks });
    assert.deepEqual([status, body.imported], [200, 1]);
    assert.deepEqual(body.omissions, [
      { item: 1, uid: null, title: null, property: null, reason: 'Is larger than a task can be.' },
    ]);
    assert.equal(await refusals('import_values'), before + 1);
  });

  it('refuse a calendar of too many values, and count it', async () => {
    const person = await backend.register();
    const bring = (...lines: string[]) =>
      person.post('/api/import', calendar('BEGIN:VTODO', 'UID:a', 'SUMMARY:A', ...lines, 'END:VTODO'), {
        'content-type': 'text/calendar',
      });
    const before = await refusals('import_values');
    assert.equal((await bring()).body.imported, 1);
    const response = await bring('COMMENT:one');
    assertProblem(response, 400, 'validation_failed', 'body');
    assert.match(response.body.errors[0].message, /^At most 7 properties/);
    assert.equal(await refusals('import_values'), before + 1);
  });

  it('are those of all JSON for its levels and fields', async () => {
    const person = await backend.register();
    const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 1]));
    for (const [task, reason] of [
      [{ title: 'x', a: [[[[]]]] }, 'Must not be nested more than 4 levels deep.'],
      [{ title: 'x', ...fields(6) }, 'An object may not have more than 6 fields.'],
    ] as const) {
      const response = await person.post('/api/import', { tasks: [task] });
      assertProblem(response, 400, 'malformed_request');
      assert.equal(response.body.detail, reason);
      assert.equal((await person.post('/api/tasks', task)).body.detail, reason);
    }
  });
});
