import assert from 'node:assert/strict';
import { ValidationFailed } from '../../../../shared/http/problem.ts';
import { readTodoist } from './todoist.reader.ts';

const owner = { id: '0198c6a5-30a4-7b0e-8f3e-51c1b1f0a2aa', timeZone: 'Europe/Berlin', locale: 'en-US' };
const now = new Date('2027-01-31T08:00:00Z');
const head =
  'TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DURATION,DURATION_UNIT,DEADLINE';
const read = (lines: readonly string[], list?: string) =>
  readTodoist(Buffer.from(`\uFEFF${[head, ...lines].join('\r\n')}\r\n`), { owner, now, list });
const omitted = ({ omissions }: Awaited<ReturnType<typeof read>>) =>
  omissions.map(({ title, property }) => [title, property]);

describe('the import of a project of Todoist', () => {
  it('has its tasks with labels, priority, description, comments and subtasks', async () => {
    const { tasks, lists, omissions } = await read(
      [
        'meta,view_style=list,,,,,,,,,,,',
        'task,"Plan ""the"" trip, at last @Travel @with_kids",With\nlines,1,1,Ada (1),,,,,,,',
        'note,First comment,,,,,,,,,,,',
        'task,Book hotel,,2,2,,,,,,,,',
        'task,Compare prices,,4,3,,,,,,,,',
        'task,Write to bob@example.com,,,2,,,,,,,,',
        'task,Pack,,3,1,,,,,,,,',
      ],
      'Travel',
    );
    assert.deepEqual(omissions, []);
    assert.deepEqual(
      tasks.map(({ title, tags, priority, description }) => [title, tags, priority, description]),
      [
        ['Plan "the" trip, at last', ['travel', 'with_kids'], 'urgent', 'With\nlines\n\nFirst comment'],
        ['Book hotel', [], 'high', ''],
        ['Compare prices', [], 'low', ''],
        ['Write to bob@example.com', [], 'medium', ''],
        ['Pack', [], 'medium', ''],
      ],
    );
    const [trip, hotel] = tasks;
    assert.deepEqual(
      tasks.map(({ parentId }) => parentId),
      [null, trip!.id, hotel!.id, trip!.id, null],
    );
    assert.deepEqual([...new Set(tasks.map(({ listId }) => listId))], [lists[0]!.id]);
    assert.equal(lists[0]!.name, 'Travel');
    const positions = tasks.map(({ position }) => position!);
    assert.deepEqual(positions, positions.toSorted());
  });

  it('has dates as they are written, also those that are over, and rules', async () => {
    const dates = ['2026-12-24', '2027-03-01 09:30', '5 Nov 2026', 'tomorrow at 8am', 'every monday', 'every! 3 days'];
    const { tasks, omissions } = await read(dates.map((date, n) => `task,${n},,,,,,${date},en,America/New_York,,,`));
    assert.deepEqual(omissions, []);
    const timeZone = 'America/New_York';
    assert.deepEqual(
      tasks.map(({ due }) => due),
      [
        { date: '2026-12-24', time: null, timeZone },
        { date: '2027-03-01', time: '09:30', timeZone },
        { date: '2026-11-05', time: null, timeZone },
        { date: '2027-02-01', time: '08:00', timeZone },
        { date: '2027-02-01', time: null, timeZone },
        { date: '2027-01-31', time: null, timeZone },
      ],
    );
    assert.deepEqual(
      tasks.slice(-2).map(({ recurrence }) => [recurrence?.frequency, recurrence?.interval, recurrence?.from]),
      [
        ['weekly', 1, 'due'],
        ['daily', 3, 'completion'],
      ],
    );
  });

  it('tells what it leaves out, and keeps the rest of the task', async () => {
    const result = await read([
      'section,Later,,,,,,,,,,,',
      'task,In German,,,,,,jeden Montag,de,,,,',
      'task,Half understood,,,,,,every monday or so,en,,,,',
      'task,Much,,,,,Bob (2),2027-02-30,en,,30,minute,2027-03-01',
      'task,,,,,,,,,,,,',
      'task,Below nothing,,,2,,,,,,,,',
      'note,Of nothing,,,,,,,,,,,',
    ]);
    assert.deepEqual(
      result.tasks.map(({ title, due }) => [title, due]),
      [
        ['In German', null],
        ['Half understood', null],
        ['Much', null],
        ['Below nothing', null],
      ],
    );
    assert.deepEqual(omitted(result), [
      ['Later', null],
      ['In German', 'DATE'],
      ['Half understood', 'DATE'],
      ['Much', 'RESPONSIBLE'],
      ['Much', 'DURATION'],
      ['Much', 'DEADLINE'],
      ['Much', 'DATE'],
      [null, null],
      ['Below nothing', 'INDENT'],
    ]);
  });

  it('gives a task the same id each time, and two alike tasks two', async () => {
    const lines = ['task,Water,,,,,,,,,,,', 'task,Water,,,,,,,,,,,'];
    const idsOf = async (text: readonly string[]) => (await read(text)).tasks.map(({ id }) => id);
    const ids = await idsOf(lines);
    assert.deepEqual((await idsOf(['task,New,,,,,,,,,,,', ...lines])).slice(1), ids);
    assert.equal(new Set(ids).size, 2);
  });

  for (const [what, text, reason] of [
    ['another table', 'name,date\nx,y', /TYPE and CONTENT/],
    ['a torn file', `${head}\ntask,"no end`, /Is not CSV/],
    ['an empty file', '', /no tasks/],
    ['too many tasks', `${head}\n${'task,x,,,,,,,,,,,\n'.repeat(10_001)}`, /At most 10000/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(
        readTodoist(Buffer.from(text), { owner, now }),
        (error) => error instanceof ValidationFailed && reason.test(error.errors[0]!.message),
      );
    });
  }
});
