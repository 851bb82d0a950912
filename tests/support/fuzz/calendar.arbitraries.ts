import fc from 'fast-check';
import { goodText, oddText } from './json.arbitraries.ts';

const dates = fc.oneof(
  fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }).map((at) => {
    return at.toISOString().replace(/[-:]|\.\d+/g, '');
  }),
  fc.constantFrom('20260229T250000', '20260101', '00010101', '99991231T235959Z', '20260329T023000', 'tomorrow', ''),
);
const parts = fc.constantFrom(
  ...['FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=MONTHLY', 'FREQ=YEARLY', 'FREQ=HOURLY', 'FREQ=FOO', 'FREQ'],
  ...[
    'INTERVAL=2',
    'INTERVAL=0',
    'INTERVAL=x',
    'COUNT=3',
    'COUNT=-1',
    'UNTIL=20270101',
    'UNTIL=x',
    'WKST=SU',
    'WKST=8',
  ],
  ...['BYDAY=MO,TU', 'BYDAY=-1FR', 'BYDAY=99XX', 'BYMONTHDAY=31,-1', 'BYMONTHDAY=99', 'BYMONTH=2', 'BYSETPOS=-1', '='],
);
const rule = fc.array(parts, { maxLength: 5 }).map((all) => all.join(';'));
const text = fc.oneof(goodText, oddText).map((value) => value.replace(/[\r\n]/g, '\\n'));
const parameters = fc.constantFrom(
  ...[
    '',
    '',
    '',
    ';VALUE=DATE',
    ';VALUE=DATE-TIME',
    ';TZID=Europe/Berlin',
    ';TZID=Mars',
    ';VALUE=PERIOD',
    ';X="',
    ';=;',
  ],
);
const property = fc
  .tuple(
    fc.oneof(
      fc.tuple(
        fc.constantFrom('DUE', 'DTSTART', 'COMPLETED', 'CREATED', 'LAST-MODIFIED', 'RECURRENCE-ID', 'EXDATE'),
        dates,
      ),
      fc.tuple(fc.constant('RRULE'), rule),
      fc.tuple(
        fc.constantFrom('SUMMARY', 'DESCRIPTION', 'CATEGORIES', 'STATUS', 'X-A', '__proto__', 'constructor'),
        text,
      ),
      fc.tuple(fc.constantFrom('PRIORITY', 'PERCENT-COMPLETE', 'SEQUENCE'), fc.oneof(fc.integer().map(String), text)),
      fc.tuple(fc.constantFrom('UID', 'STATUS'), fc.constantFrom('a', 'b', 'COMPLETED', 'CANCELLED', '')),
      fc.tuple(
        fc.constantFrom('TRIGGER', 'DURATION'),
        fc.constantFrom('-PT5M', 'PT', '-P9999999W', 'P1Y', '20260101T000000Z'),
      ),
      fc.tuple(oddText, oddText),
    ),
    parameters,
  )
  .map(([[name, value], given]) => `${name}${given}:${value}`);
const alarm = fc.array(property, { maxLength: 3 }).map((lines) => ['BEGIN:VALARM', ...lines, 'END:VALARM']);
const kinds = fc.constantFrom('VTODO', 'VTODO', 'VTODO', 'VTODO', 'VEVENT', 'VTIMEZONE', 'X');
const component = fc
  .tuple(
    kinds,
    fc.array(fc.oneof({ weight: 6, arbitrary: property.map((line) => [line]) }, alarm), { maxLength: 8 }),
    fc.nat(20),
  )
  .map(([kind, lines, odd]) => {
    const named = ['SUMMARY:Some task', ...lines.flat()];
    return [`BEGIN:${kind}`, ...named, ...(odd === 0 ? [] : [`END:${kind}`])];
  });

/** iCalendar files: mostly sound ones of VTODOs, of which single lines are anything. */
export const calendars = fc
  .array(component, { maxLength: 4 })
  .map((components) => ['BEGIN:VCALENDAR', ...components.flat(), 'END:VCALENDAR', ''].join('\r\n'));
