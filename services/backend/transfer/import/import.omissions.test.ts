import assert from 'node:assert/strict';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { countRows } from '../../../../tests/support/backend/count-rows.ts';
import { due, useTransfer, uuid } from '../../../../tests/support/backend/use-transfer.ts';

describe('imports of what cannot be taken', () => {
  const { backend, ada, bring, listed } = useTransfer();

  const good = { id: uuid(1), title: 'Good' };
  const series = { due, recurrence: { frequency: 'daily' }, seriesId: uuid(9), occurrence: 1, seriesStart: due };
  /** The field that is left out, or the reason why the whole task is. */
  const wrong: [name: string, task: object, left: { field: string } | { reason: string }][] = [
    ['a field that is not known', { colour: 'red' }, { field: 'colour' }],
    ['a description with NUL', { description: 'a\0b' }, { field: 'description' }],
    ['a description that is too long', { description: 'x'.repeat(10_001) }, { field: 'description' }],
    ['a title that is too long', { title: 'x'.repeat(201) }, { field: 'title' }],
    ['an id that is none', { id: '7' }, { field: 'id' }],
    ['tags that are none', { tags: 'home' }, { field: 'tags' }],
    ['one tag that is none', { tags: ['home', 5] }, { field: 'tags.1' }],
    ['a tag too many', { tags: Array.from({ length: 21 }, (_, n) => `t${n}`) }, { field: 'tags' }],
    ['a due that is no date', { due: { date: '2026-02-30' } }, { field: 'due.date' }],
    ['a zone that is not known', { due: { ...due, timeZone: 'Mars' } }, { field: 'due.timeZone' }],
    ['a recurrence without due', { recurrence: { frequency: 'daily' } }, { field: 'recurrence' }],
    [
      'a rule that ends before it begins',
      { ...series, recurrence: { frequency: 'daily', until: '2026-01-01' } },
      { field: 'recurrence.until' },
    ],
    ['a series without recurrence', { ...series, recurrence: null }, { field: 'seriesId' }],
    ['half a series', { ...series, occurrence: null }, { field: 'seriesId' }],
    ['occurrence 0', { ...series, occurrence: 0 }, { field: 'occurrence' }],
    ['a relative reminder without due', { reminders: [{ minutesBefore: 1 }] }, { field: 'reminders.0.minutesBefore' }],
    ['a reminder without time', { reminders: [{ state: 'sent' }] }, { field: 'reminders.0.minutesBefore' }],
    [
      'a state that is not known',
      { reminders: [{ at: '2026-01-31T00:00:00Z', state: 'late' }] },
      { field: 'reminders.0.state' },
    ],
    ['not completed, and when', { completed: false, completedAt: '2026-01-01T00:00:00Z' }, { field: 'completed' }],
    ['a time that is none', { completedAt: 'yesterday' }, { field: 'completedAt' }],
    ['version 0', { version: 0 }, { field: 'version' }],
    ['a blank title', { title: ' ' }, { reason: 'title: Must not be blank.' }],
    ['no title', { title: undefined }, { reason: 'title: Is required.' }],
    [
      'a control character in its title',
      { title: 'a\u0007' },
      { reason: 'title: Must not contain control characters.' },
    ],
    ['an id given before', { id: uuid(1) }, { reason: 'id: Occurs earlier in the file.' }],
    ['more than a task can hold', { links: 'x'.repeat(200_000) }, { reason: 'Is larger than a task can be.' }],
  ];
  for (const [name, task, left] of wrong) {
    const isTaken = 'field' in left;
    it(`${isTaken ? 'leave out of a task what it cannot have' : 'leave out a task that cannot be'}, and list it: ${name}`, async () => {
      const tasks = [good, { id: uuid(3), title: 'Wrong', ...task }, { id: uuid(2), title: 'Other' }];
      const { status, body } = await bring(ada, tasks);
      assert.deepEqual([status, body.imported, body.skipped], [200, isTaken ? 3 : 2, 0], JSON.stringify(body));
      const [omission, ...others] = body.omissions;
      assert.deepEqual([omission.item, omission.property, others], [1, isTaken ? left.field : null, []]);
      if (!isTaken) assert.equal(omission.reason, left.reason);
      assert.equal((await listed(ada)).length, isTaken ? 3 : 2);
    });
  }

  it('list everything that was left out, and take what is no task at all for none', async () => {
    const { body } = await bring(ada, [
      null,
      'x',
      5,
      [],
      { id: 7, title: 'x', tags: ['', 'ok', 5], extra: 1 },
    ] as object[]);
    assert.equal(body.imported, 1);
    assert.deepEqual(
      body.omissions.map(({ item, property }: Record<string, unknown>) => [item, property]),
      [
        [0, null],
        [1, null],
        [2, null],
        [3, null],
        [4, 'id'],
        [4, 'tags.0'],
        [4, 'tags.2'],
        [4, 'extra'],
      ],
    );
    assert.deepEqual((await ada.get('/api/tasks')).body.items[0].tags, ['ok']);
  });

  it('leave out an occurrence that is given twice', async () => {
    const { body } = await bring(ada, [
      { ...good, ...series },
      { id: uuid(2), title: 'x', ...series },
    ]);
    assert.deepEqual([body.imported, body.omissions[0].reason], [1, 'occurrence: Occurs earlier in the file.']);
  });

  const malformed: [name: string, body: string, code: string, field?: string][] = [
    ['no JSON', '{"tasks":[', 'malformed_request'],
    ['a list alone', '[{"title":"x"}]', 'validation_failed', 'body'],
    ['no tasks', '{}', 'validation_failed', 'tasks'],
    ['tasks that are no list', '{"tasks":{"0":{"title":"x"}}}', 'validation_failed', 'tasks'],
    ['something beside the tasks', '{"tasks":[{"title":"x"}],"notes":[]}', 'validation_failed', 'notes'],
  ];
  for (const [name, body, code, field] of malformed) {
    it(`are refused as a whole for ${name}, and nothing is added`, async () => {
      const before = await countRows(backend.orm);
      assertProblem(await ada.post('/api/import', body), 400, code, field);
      assert.deepEqual(await countRows(backend.orm), before);
    });
  }
});
