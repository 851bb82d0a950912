import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type Due, frequencies, type Recurrence, recurrence } from '../../../shared/events/task.schema.ts';
import { weekdays } from '../../../shared/events/weekdays.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'America/St_Johns',
];

const timeZone = fc.constantFrom(...zones);
/** Since the last of these zones left out a whole day, which then is one with the next to the clock. */
const date = fc.integer({ min: 0, max: 48_000 }).map((days) => Temporal.PlainDate.from('1996-01-01').add({ days }));
/** Hours in which clocks are changed are drawn more often. */
const time = fc.oneof(
  fc.constantFrom('00:00', '00:30', '01:30', '02:00', '02:15', '02:30', '03:00'),
  fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => {
    return new Temporal.PlainTime().add({ minutes }).toString({ smallestUnit: 'minute' });
  }),
);
const anywhere = fc.record({ date, time: fc.option(time, { nil: null }), timeZone });
/** On one of the three days that end with a change of the clocks. */
const aroundChanges = fc.tuple(anywhere, fc.integer({ min: 0, max: 2 })).map(([near, days]) => {
  const change = near.date.toZonedDateTime(near.timeZone).getTimeZoneTransition('next');
  return change ? { ...near, date: change.toPlainDate().subtract({ days }) } : near;
});
/** First dues of series, often near a change of the clocks. */
export const starts: fc.Arbitrary<Due> = fc
  .oneof(anywhere, aroundChanges)
  .map((due) => ({ ...due, date: `${due.date}` }));
const weekdaySet = fc.subarray([...weekdays], { minLength: 1 });
const monthDaySet = fc.uniqueArray(fc.oneof(fc.constant(-1), fc.integer({ min: 1, max: 31 })), {
  minLength: 1,
  maxLength: 4,
});
const nthWeekdaySet = fc.uniqueArray(
  fc.record({ nth: fc.constantFrom(1, 2, 3, 4, 5, -1), weekday: fc.constantFrom(...weekdays) }),
  { minLength: 1, maxLength: 3, selector: ({ nth, weekday }) => `${nth} ${weekday}` },
);
const monthSet = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 });
/** Rules of every kind, without an end. */
export const rules: fc.Arbitrary<Recurrence> = fc
  .record({
    frequency: fc.constantFrom(...frequencies),
    interval: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 999 })),
    weekdaySet: fc.option(weekdaySet, { nil: undefined }),
    days: fc.oneof(fc.constant({}), fc.record({ monthDays: monthDaySet }), fc.record({ nthWeekdays: nthWeekdaySet })),
    months: fc.option(monthSet, { nil: undefined }),
  })
  .map(({ frequency, interval, weekdaySet, days, months }) =>
    recurrence.parse({
      frequency,
      interval,
      ...(frequency === 'weekly' && weekdaySet ? { weekdays: weekdaySet } : {}),
      ...(frequency === 'monthly' || frequency === 'yearly' ? days : {}),
      ...(frequency === 'yearly' && months ? { months } : {}),
    }),
  );
