import type { Due, Priority, Recurrence } from '../events/task.schema.ts';
import { findMoments } from './date.parser.ts';
import { dueInWords } from './due.words.ts';
import type { FoundMoment, Reader } from './moments.ts';
import { type FoundRecurrence, findRecurrence, firstDay } from './recurrence.parser.ts';
import { recurrenceInWords } from './recurrence.words.ts';
import { minutesInWords } from './reminder.words.ts';
import { blot, quotedSpans, type Span } from './span.ts';
import { findPriorities, findReminders, findTags } from './tokens.ts';
import { isPast, wallClock } from './wall-clock.ts';

export interface QuickAddToken extends Span {
  kind: 'due' | 'priority' | 'tag' | 'recurrence' | 'reminder';
  /** As it was typed: what `ignore` takes to leave it in the title. */
  text: string;
  /** As it was understood, for a chip. */
  label: string;
}

export interface QuickAdd {
  /** What is left; all of the text where nothing would be left. Empty only if the text is blank. */
  title: string;
  due?: Due;
  priority?: Priority;
  tags: string[];
  recurrence?: Recurrence;
  reminders?: { minutesBefore: number }[];
  /** What was understood, in the order in which it was typed; they never overlap. */
  tokens: QuickAddToken[];
}

export interface QuickAddOptions {
  /** The person's: an IANA name. */
  timeZone: string;
  now: Date;
  /** Texts of tokens that are to stay in the title, such as those of chips that were taken away; case does not matter. */
  ignore?: readonly string[];
}

/**
 * Takes a task out of what was typed: "Pay rent tomorrow 9am, every month #home p1". A date or time counts where it ends
 * the text or follows "on", "by", "at", "due" or "until"; elsewhere only words that mean nothing else, such as "tomorrow".
 * `p1` (urgent) to `p4` (low), `#tag`, `every …` and `!30m` count anywhere. What stands in quotation marks, is spelled as a
 * part of a name or has a meaning of its own ("The 9/11 Report", "Sun cream", "80 Days") stays text.
 * Never throws.
 */
export function parseQuickAdd(text: string, { timeZone, now, ignore = [] }: QuickAddOptions): QuickAdd {
  const reader = { timeZone, now };
  const ignored = new Set(ignore.map(normal));
  const isIgnored = ({ start, end }: Span) => ignored.has(normal(text.slice(start, end)));
  let left = blot(text, quotedSpans(text));
  /** What is ignored is blotted out, too, so that no part of it is understood either. */
  const take = <Found extends Span>(found: Found[]): Found[] => {
    left = blot(left, found);
    return found.filter((one) => !isIgnored(one));
  };

  const tags = take(findTags(left));
  const priorities = take(findPriorities(left).slice(-1));
  const reminders = take(findReminders(left));
  const recurrences = take([findRecurrence(left, reader) ?? []].flat());
  const moments = take(dueMoments(findMoments(left, reader)));

  const [recurrence] = recurrences;
  const due = dueOf(moments, recurrence, reader);
  const relevantReminders = due ? reminders : [];
  const priority = priorities[0]?.priority;

  const tokens: QuickAddToken[] = [
    ...moments.map((moment) => token(text, 'due', moment, momentLabel(moment, due, reader))),
    ...priorities.map((found) => token(text, 'priority', found, found.priority)),
    ...tags.map((found) => token(text, 'tag', found, `#${found.tag}`)),
    ...recurrences.map((found) => token(text, 'recurrence', found, recurrenceInWords(found.rule))),
    ...relevantReminders.map((found) => token(text, 'reminder', found, minutesInWords(found.minutesBefore))),
  ].sort((a, b) => a.start - b.start);
  const title = titleOf(text, tokens);
  if (title === '') return { title: unquoted(text.trim()), tags: [], tokens: [] };
  return {
    title,
    ...(due ? { due } : {}),
    ...(priority ? { priority } : {}),
    tags: [...new Set(tags.map(({ tag }) => tag))],
    ...(recurrence ? { recurrence: recurrence.rule } : {}),
    ...(relevantReminders.length > 0
      ? {
          reminders: [...new Set(relevantReminders.map(({ minutesBefore }) => minutesBefore))].map((minutesBefore) => ({
            minutesBefore,
          })),
        }
      : {}),
    tokens,
  };
}

function normal(text: string): string {
  return text.trim().toLowerCase();
}

/** At most one day and one time: the last of each that was said, or the last that is both. */
function dueMoments(found: FoundMoment[]): FoundMoment[] {
  const sorted = found.toSorted((a, b) => a.start - b.start);
  const day = sorted.findLast(({ date }) => date !== undefined);
  const time = day?.time === null || !day ? sorted.findLast(({ date }) => date === undefined) : undefined;
  const chosen = [day ?? [], time ?? []].flat();
  return chosen.length === 2 && day!.start < time!.end && time!.start < day!.end ? [day!] : chosen;
}

function dueOf(
  moments: FoundMoment[],
  recurrence: FoundRecurrence | undefined,
  { timeZone, now }: Reader,
): Due | undefined {
  const date = moments.find((moment) => moment.date !== undefined)?.date;
  const time = moments.find((moment) => moment.time !== null)?.time ?? null;
  if (date !== undefined) return { date, time, timeZone };
  const wall = wallClock(timeZone, now);
  if (recurrence) return { ...firstDay(recurrence, time, wall), timeZone };
  if (time === null) return undefined;
  const today = wall.toPlainDate();
  const day = isPast({ date: today.toString(), time }, wall) ? today.add({ days: 1 }) : today;
  return { date: day.toString(), time, timeZone };
}

function momentLabel({ date, time }: FoundMoment, due: Due | undefined, reader: Reader): string {
  if (date === undefined) return time ?? '';
  return dueInWords({ date, time: due?.time ?? time, timeZone: reader.timeZone }, reader);
}

function token(text: string, kind: QuickAddToken['kind'], { start, end }: Span, label: string): QuickAddToken {
  return { kind, text: text.slice(start, end), start, end, label };
}

function titleOf(text: string, tokens: readonly Span[]): string {
  let title = '';
  let place = 0;
  for (const { start, end } of tokens) {
    title += `${text.slice(place, start)} `;
    place = end;
  }
  const left = (title + text.slice(place)).replace(/\s+/g, ' ').replace(/ (?=[,;.!?)])/g, '');
  if (tokens.length === 0) return unquoted(left.trim());
  // What joined the parts that were taken out.
  return unquoted(
    left
      .replace(/^[\s,;:.!?)-]+|[\s,;:(-]+$/g, '')
      .replace(/,(?=\s*,)/g, '')
      .trim(),
  );
}

/** A title that is quoted as a whole is meant without the marks. */
function unquoted(title: string): string {
  const inner = /^(?:"([^"]*)"|“([^“”]*)”|«([^«»]*)»)$/.exec(title);
  return (
    inner
      ?.slice(1)
      .find((part) => part?.trim())
      ?.trim() ?? title
  );
}
