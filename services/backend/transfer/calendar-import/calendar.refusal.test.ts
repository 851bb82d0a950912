import assert from 'node:assert/strict';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { countRows } from '../../../../tests/support/backend/count-rows.ts';
import { calendar, todo, useCalendarImport } from '../../../../tests/support/backend/use-calendar-import.ts';

describe('the import of iCalendar that is too much or wrong', () => {
  const { backend, ada, bring, listed, brought } = useCalendarImport();

  it('leaves out what is too much of a task: tags, reminders, text', async () => {
    const alarms = Array.from({ length: 7 }, (_, n) => ['BEGIN:VALARM', `TRIGGER:-PT${n}M`, 'END:VALARM']).flat();
    const { task, omitted } = await brought(
      'DUE:20260701T070000Z',
      `CATEGORIES:${Array.from({ length: 25 }, (_, n) => `t${n}`)},${'x'.repeat(60)}`,
      `DESCRIPTION:${'x'.repeat(1_000_000)}`,
      ...alarms,
    );
    assert.deepEqual([task.tags.length, task.reminders.length, task.description.length], [20, 5, 10_000]);
    assert.deepEqual([...new Set(omitted)].sort(), ['CATEGORIES', 'DESCRIPTION', 'VALARM']);
  });

  it('skips a task without a title, and one that was cancelled', async () => {
    const { body } = await bring(
      ada,
      calendar(
        'BEGIN:VTODO',
        'UID:a',
        'END:VTODO',
        'BEGIN:VTODO',
        'UID:b',
        'SUMMARY:B',
        'STATUS:CANCELLED',
        'END:VTODO',
      ),
    );
    assert.deepEqual(
      [body.imported, body.omissions.map(({ uid, property }: Record<string, string>) => [uid, property])],
      [
        0,
        [
          ['a', null],
          ['b', null],
        ],
      ],
    );
  });

  const hostile: [name: string, text: string][] = [
    ['nothing', ''],
    ['JSON', '{"tasks":[]}'],
    ['an end without a beginning', 'END:VCALENDAR'],
    ['a property outside of a component', 'SUMMARY:x'],
    ['a component that does not end', 'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\n'],
    ['a hundred thousand nested components', 'BEGIN:X\r\n'.repeat(100_000)],
    ['a property behind the calendar', `${todo()}SUMMARY:x\r\n`],
    [
      'a task that does not end, and no calendar that does',
      'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO\r\n',
    ],
    ['more components than a file may hold', calendar('BEGIN:VTODO\r\nEND:VTODO\r\n'.repeat(10_001).trim())],
    ['more values than a file may hold', calendar(...Array(100).fill(`EXDATE:${'1,'.repeat(2_600)}1`))],
  ];
  for (const [name, text] of hostile) {
    it(`refuses ${name}, and adds nothing`, async () => {
      const before = await countRows(backend.orm);
      assertProblem(await bring(ada, text), 400, 'validation_failed', 'body');
      assert.deepEqual(await countRows(backend.orm), before);
    });
  }

  for (const [name, property] of [
    ['a date that is none', 'DUE;VALUE=DATE:20260799'],
    ['text for a date', 'DUE:garbage'],
    ['a year that cannot be', 'DUE;VALUE=DATE:00010101'],
    ['NUL in the description', 'DESCRIPTION:a\0b'],
    ['an alarm a million years ahead', 'BEGIN:VALARM\r\nTRIGGER:-P999999999W\r\nEND:VALARM'],
    ['a name of the prototype', '__proto__:x'],
  ] as const) {
    it(`imports the task in spite of ${name}`, async () => {
      assert.equal((await brought(property)).task.title, 'One');
    });
  }

  const unreadable: [what: string, line: string, property: string][] = [
    ['a frequency that is none', 'RRULE:FREQ=FOO', 'RRULE'],
    ['a count that is no number', 'RRULE:FREQ=DAILY;COUNT=x', 'RRULE'],
    ['a parameter without an end', 'DESCRIPTION;X="a:b', 'DESCRIPTION'],
    ['a line that is no property', 'of a text that was broken badly', 'VTODO'],
    ['an end of what has not begun', 'END:VALARM', 'END'],
    ['an alarm that cannot be read', 'BEGIN:VALARM\r\nRRULE:FREQ=FOO\r\nTRIGGER:-PT5M\r\nEND:VALARM', 'RRULE'],
  ];
  for (const [what, line, property] of unreadable) {
    it(`takes a task without ${what}, says in which line it stands, and takes the tasks around it`, async () => {
      const other = (uid: string) => ['BEGIN:VTODO', `UID:${uid}`, `SUMMARY:${uid}`, 'END:VTODO'];
      const broken = [
        'BEGIN:VTODO',
        'UID:broken',
        'SUMMARY:broken',
        'DUE:20260701T070000Z',
        line,
        'PRIORITY:1',
        'END:VTODO',
      ];
      const { body } = await bring(ada, calendar(...other('a'), ...broken, ...other('z')));
      assert.equal(body.imported, 3);
      const [omission, ...others] = body.omissions;
      assert.deepEqual([omission.uid, omission.title, omission.property, others], ['broken', 'broken', property, []]);
      assert.match(omission.reason, /\bline 1[12]\b/i);
      assert.deepEqual(
        (await listed(ada)).map(({ title, priority }) => [title, priority]),
        [
          ['a', 'medium'],
          ['broken', 'urgent'],
          ['z', 'medium'],
        ],
      );
    });
  }

  it('skips a task that does not end, and takes the others', async () => {
    const text = calendar(
      'BEGIN:VTODO',
      'UID:a',
      'SUMMARY:A',
      'BEGIN:VTODO',
      'UID:b',
      'SUMMARY:B',
      'END:VTODO',
      'BEGIN:VTODO',
      'UID:c',
    );
    const { body } = await bring(ada, text);
    assert.deepEqual(
      [
        body.imported,
        body.omissions.map(({ uid, property, reason }: Record<string, string>) => [uid, property, reason]),
      ],
      [
        1,
        [
          ['a', null, 'Does not end before line 6.'],
          ['c', null, 'Does not end before line 12.'],
        ],
      ],
    );
  });

  it('does not compute the zone of a file that changes its clocks each second', async () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Z',
      'BEGIN:STANDARD',
      'DTSTART:16010101T000000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
    ];
    const due = ['BEGIN:VTODO', 'UID:x', 'SUMMARY:X', 'DUE;TZID=Z:20260701T090000', 'END:VTODO'];
    const text = calendar(...zone, 'RRULE:FREQ=SECONDLY', 'END:STANDARD', 'END:VTIMEZONE', ...due);
    assert.equal((await bring(ada, text)).body.omissions[0].property, 'DUE');
  });
});
