import { Temporal } from 'temporal-polyfill';
import { firstWeekday } from './week.ts';

/** Returns the weeks of the date's month. Each has seven dates, in the order of the locale's week. */
export function weeksOfMonth(date: string, locale: string): string[][] {
  const first = Temporal.PlainDate.from(date).with({ day: 1 });
  const before = (first.dayOfWeek - firstWeekday(locale) + 7) % 7;
  const count = Math.ceil((before + first.daysInMonth) / 7);
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => first.add({ days: week * 7 + day - before }).toString()),
  );
}

/** Returns the date to which a key leads in a calendar (WAI-ARIA Authoring Practices, date picker dialog). */
export function dateByKey(date: string, key: string, locale: string): string | undefined {
  const from = Temporal.PlainDate.from(date);
  const inWeek = (from.dayOfWeek - firstWeekday(locale) + 7) % 7;
  const steps: Record<string, Temporal.DurationLike> = {
    ArrowLeft: { days: -1 },
    ArrowRight: { days: 1 },
    ArrowUp: { days: -7 },
    ArrowDown: { days: 7 },
    Home: { days: -inWeek },
    End: { days: 6 - inWeek },
    PageUp: { months: -1 },
    PageDown: { months: 1 },
  };
  const step = steps[key];
  return step && from.add(step).toString();
}
