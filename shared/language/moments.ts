import * as chrono from 'chrono-node/en';
import { Temporal } from 'temporal-polyfill';
import { blot, endsAt, type Span } from './span.ts';
import { clockTime, wallClock } from './wall-clock.ts';

/** Whose calendar and clock a text is read by. */
export interface Reader {
  timeZone: string;
  now: Date;
}

export interface FoundMoment extends Span {
  /** Absent where only a time of day was said. */
  date?: string;
  time: string | null;
}

const weekday = /\b(?:mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|ur)?(?:day)?\b/i;
export const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
export const monthAndDay = new RegExp(
  `\\b\\d{1,2}(?:st|nd|rd|th)?(?:\\s+of)?\\s+${month}|\\b${month}\\.?\\s+(?:the\\s+)?\\d{1,2}(?:st|nd|rd|th)?\\b(?!:)`,
  'i',
);
const loneMonth = new RegExp(
  `(?<!\\d(?:st|nd|rd|th)?\\s+(?:of\\s+)?)\\b${month}\\b(?!\\.?\\s+(?:the\\s+)?\\d{1,2}(?!\\d|:|\\s*[ap]\\.?m))`,
  'gi',
);
export const numeric = /\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b/;
export const slashed = /^\d{1,2}\/\d{1,2}$/;
/** Words that mean a day wherever they stand. */
export const plainDay = /\b(?:today|tonight|tomorrow|tmrw?)\b|\b(?:next|this|coming)\s+(?:week|weekend|month|year)\b/i;
export const dayAfter = /\bday after tomorrow\b/i;
export const relative = /^(?:in|within)\s|\bfrom now$/i;
export const endOfPeriod = /^end of\s/i;
export const partOfDay = /\b(?:morning|afternoon|evening|night|tonight)\b/i;
export const thisPart = /\bthis\s+(?:morning|afternoon|evening)\b/i;
export const clock = /\b\d{1,2}:\d{2}|\d\s*[ap]\.?m\b|\b(?:noon|midday|midnight)\b|\bat\s+\d/i;
const past = /\b(?:ago|last|past|yesterday|previous|earlier|since)\b/i;

/** The hours that the parts of a day stand for. */
const hours: Record<string, string> = {
  morning: '09:00',
  afternoon: '15:00',
  evening: '18:00',
  night: '20:00',
  tonight: '20:00',
};

/** Every date and time that a text can be read to hold, meant or not. What is known here counts before what chrono says. */
export function allMoments(text: string, reader: Reader): FoundMoment[] {
  const own = [...hoursFromNow(text, reader), ...nthOfMonth(text, reader)];
  const others = chronoMoments(text, reader).filter(({ start, end }) =>
    own.every((one) => end <= one.start || one.end <= start),
  );
  return [...own, ...others];
}

/** Counted from this very instant, and not on the wall: an hour that daylight saving skips does not count. */
function hoursFromNow(text: string, { timeZone, now }: Reader): FoundMoment[] {
  const pattern =
    /(?<![\p{L}\p{N}])in\s+(?:(\d{1,4})|(an?|one)|(half an))\s*(hours?|hrs?|h|minutes?|mins?|m)(?![\p{L}\p{N}'’-])/giu;
  return Array.from(text.matchAll(pattern), (match) => {
    const [all, digits, , half, unit] = match;
    const minutes = (half ? 0.5 : Number(digits ?? 1)) * (/^h/i.test(unit!) ? 60 : 1);
    const at = wallClock(timeZone, new Date(now.getTime() + minutes * 60_000));
    return {
      start: match.index,
      end: match.index + all.length,
      date: at.toPlainDate().toString(),
      time: clockTime(at),
    };
  });
}

/** "On the 15th", which chrono does not know: the next day of that number. */
function nthOfMonth(text: string, { timeZone, now }: Reader): FoundMoment[] {
  const pattern =
    /(?<![\p{L}\p{N}])(?:on|by|due|until|before)\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)(?![\p{L}\p{N}'’-])(?!\s+of\s)/giu;
  const today = wallClock(timeZone, now).toPlainDate();
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    const number = Number(match[1]);
    const end = match.index + match[0].length;
    if (number < 1 || number > 31 || !(endsAt(text, end) || /^\s+at\s+\d/.test(text.slice(end)))) return [];
    let date = today;
    while (date.day !== number) date = date.add({ days: 1 });
    return [{ start: match.index, end, date: date.toString(), time: null }];
  });
}

/**
 * What chrono finds. It reckons in the zone of this machine, and so is told that this machine's clock shows what the
 * person's does; of its answer only the fields count, which are then the person's.
 */
function chronoMoments(text: string, { timeZone, now }: Reader): FoundMoment[] {
  const { year, month, day, hour, minute } = wallClock(timeZone, now);
  const reference = new Date(year, month - 1, day, hour, minute);
  return chrono.casual.parse(forChrono(text), reference, { forwardDate: true }).flatMap((result): FoundMoment[] => {
    const { start, end, index, text: said } = result;
    if (past.test(said) || (end && !(isSameDay(start, end) && start.isCertain('hour')))) return [];
    const time = timeOf(said, start);
    const span = { start: index, end: index + said.length };
    if (time !== null && namesZone(start)) return elsewhere(span, start, time, timeZone);
    if (!namesDay.some((pattern) => pattern.test(said))) return time === null ? [] : [{ ...span, time }];
    const date = dateOf(start);
    return date === undefined ? [] : [{ ...span, date, time }];
  });
}

/** "6pm EST": on the person's own clock. */
function elsewhere(span: Span, components: Components, time: string, timeZone: string): FoundMoment[] {
  const date = dateOf(components);
  if (date === undefined) return [];
  const minutes = components.get('timezoneOffset') ?? 0;
  const there = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: 'UTC', plainTime: time });
  const here = there.subtract({ minutes }).withTimeZone(timeZone).toPlainDateTime();
  return [{ ...span, date: here.toPlainDate().toString(), time: clockTime(here) }];
}

/** Words of which at least one says which day is meant. */
const namesDay = [weekday, monthAndDay, numeric, slashed, plainDay, relative, endOfPeriod, thisPart];

/**
 * The same text with the same places, as chrono understands it: it does not know "day after tomorrow" without "the", and
 * takes a month alone, which may be a person, for a date.
 */
function forChrono(text: string): string {
  return text
    .replace(/(?<!\bthe\s+)\bday after tomorrow\b/gi, 'in around  2  days')
    .replace(loneMonth, (name) => blot(name, [{ start: 0, end: name.length }]));
}

/** Chrono also gives what is counted from now an offset: this machine's. */
function namesZone(components: Components): boolean {
  return components.isCertain('timezoneOffset') && !components.tags().has('result/relativeDateAndTime');
}

type Components = chrono.ParsedResult['start'];

function isSameDay(a: Components, b: Components): boolean {
  return (['year', 'month', 'day'] as const).every((unit) => a.get(unit) === b.get(unit));
}

function dateOf(components: Components): string | undefined {
  const [year, month, day] = (['year', 'month', 'day'] as const).map((unit) => components.get(unit));
  try {
    const date = Temporal.PlainDate.from({ year: year!, month: month!, day: day! }, { overflow: 'reject' });
    return date.year >= 1970 && date.year <= 9999 ? date.toString() : undefined;
  } catch {
    return undefined;
  }
}

/** Hours from one to six without "am", "pm" or a leading zero are of the afternoon: nobody means 3:00 by "at 3". */
function timeOf(said: string, components: Components): string | null {
  if (!components.isCertain('hour')) return hours[partOfDay.exec(said)?.[0]?.toLowerCase() ?? ''] ?? null;
  const [hour, minute] = [components.get('hour')!, components.get('minute') ?? 0];
  const afternoon = !components.isCertain('meridiem') && hour >= 1 && hour <= 6 && !/(?<!\d)0\d/.test(said);
  return `${String(afternoon ? hour + 12 : hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
