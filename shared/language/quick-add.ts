import type { Due, Priority, Recurrence } from '../events/task.schema.ts';
import { dueInWords } from './format/due.format.ts';
import { formatTime } from './format/locale.format.ts';
import { recurrenceInWords } from './format/recurrence.format.ts';
import { minutesInWords } from './format/reminder.format.ts';
import { tokenize } from './grammar/tokenizer.ts';
import { findList, findPriorities, findReminders, findTags } from './markers.ts';
import { defaultLocale, type Reader } from './reader.ts';
import { type Reading, type ReadPart, readMoments } from './reading/reading.ts';
import { unreadReason } from './reading/reasons.ts';
import { blot, quotedSpans, type Span } from './span.ts';
import { withoutSpans } from './title.ts';

export interface QuickAddToken extends Span {
  kind: 'due' | 'priority' | 'tag' | 'list' | 'recurrence' | 'reminder';
  /** The text as it was typed. Given to `ignore`, it stays in the title. */
  text: string;
  /** The meaning of the text, for a chip. */
  label: string;
}

/** A text that looks like a date but is not understood. It stays in the title. */
export interface UnreadSpan extends Span {
  text: string;
  /** A sentence that tells people why. */
  reason: string;
  /** The nearest text that would be understood, or one text for each of several tasks. It is empty where there is none. */
  suggestions: string[];
}

export interface QuickAdd {
  /** The rest of the text, or all of it when nothing would be left. It is empty only if the text is blank. */
  title: string;
  due?: Due;
  priority?: Priority;
  tags: string[];
  /** The name of a list, as it was typed. */
  list?: string;
  recurrence?: Recurrence;
  reminders?: { minutesBefore: number }[];
  /** The parts that were understood, in the order of the text. They never overlap. */
  tokens: QuickAddToken[];
  unread: UnreadSpan[];
}

export interface QuickAddOptions extends Omit<Reader, 'locale'> {
  /** American English where it is not known. */
  locale?: string;
  /** Texts of tokens that are to stay in the title, such as those of chips that were taken away; case does not matter. */
  ignore?: readonly string[];
  /** True when `+name` names a list. Otherwise it is text. */
  lists?: boolean;
}

/**
 * Reads a task from what was typed: "Pay rent tomorrow 9am, every month #home +Private p1". A phrase of dates, times and
 * rules is understood as a whole, or it stays in the title and is reported in `unread`. `p1` (urgent) to `p4` (low),
 * `#tag`, `+list` and `!30m` count anywhere. What stands in quotation marks stays text. Never throws.
 */
export function parseQuickAdd(
  text: string,
  { ignore = [], lists = true, locale = defaultLocale, ...rest }: QuickAddOptions,
): QuickAdd {
  const reader = { ...rest, locale };
  const ignored = new Set(ignore.map(normal));
  const isIgnored = ({ start, end }: Span) => ignored.has(normal(text.slice(start, end)));
  const closed = quotedSpans(text);
  for (;;) {
    const found = read(text, closed, reader, lists);
    const kept = found.tokens.filter(isIgnored);
    if (kept.length === 0) return withTitle(text, found);
    // An ignored text is closed like a quotation, so that no part of it is understood either.
    closed.push(...kept);
    closed.sort((a, b) => a.start - b.start);
  }
}

type Found = Omit<QuickAdd, 'title'>;

function read(text: string, closed: readonly Span[], reader: Reader, hasLists: boolean): Found {
  let left = blot(text, closed);
  const take = <Marker extends Span>(markers: Marker[]): Marker[] => {
    left = blot(left, markers);
    return markers;
  };
  const tags = take(findTags(left));
  const lists = take(hasLists ? findList(left) : []);
  const priorities = take(findPriorities(left).slice(-1));
  const allReminders = take(findReminders(left));
  const barriers = [...closed, ...tags, ...lists, ...priorities, ...allReminders].sort((a, b) => a.start - b.start);
  const reading = readMoments(text, tokenize(text, barriers), reader);
  const due = reading.resolved && { ...reading.resolved.due, timeZone: reader.timeZone };
  const reminders = due ? allReminders : [];
  const { recurrence } = reading.resolved ?? {};
  const [priority, list] = [priorities[0]?.priority, lists[0]?.list];
  const minutes = [...new Set(reminders.map(({ minutesBefore }) => minutesBefore))];
  const token = (kind: QuickAddToken['kind'], { start, end }: Span, label: string): QuickAddToken => ({
    kind,
    text: text.slice(start, end),
    start,
    end,
    label,
  });
  return {
    ...(due ? { due } : {}),
    ...(priority ? { priority } : {}),
    tags: [...new Set(tags.map(({ tag }) => tag))],
    ...(list ? { list } : {}),
    ...(recurrence ? { recurrence } : {}),
    ...(minutes.length > 0 ? { reminders: minutes.map((minutesBefore) => ({ minutesBefore })) } : {}),
    tokens: [
      ...reading.parts.map((part) => token(part.kind, part, labelOf(part, reading, reader))),
      ...priorities.map((found) => token('priority', found, found.priority)),
      ...tags.map((found) => token('tag', found, `#${found.tag}`)),
      ...lists.map((found) => token('list', found, `+${found.list}`)),
      ...reminders.map((found) => token('reminder', found, minutesInWords(found.minutesBefore))),
    ].sort((a, b) => a.start - b.start),
    unread: reading.unread.map(({ start, end, reason, suggestions }) => ({
      start,
      end,
      text: text.slice(start, end),
      reason: unreadReason(reason),
      suggestions,
    })),
  };
}

function labelOf(part: ReadPart, { resolved, parts }: Reading, reader: Reader): string {
  const { due, recurrence } = resolved!;
  if (part.kind === 'recurrence') return recurrence ? recurrenceInWords(recurrence, reader.locale) : '';
  const saysDay = part.pieces.some(
    ({ piece }) => piece.day || piece.start || piece.until || piece.minutes !== undefined,
  );
  const dayElsewhere = parts.some(({ kind }) => kind === 'recurrence') || parts.some((other) => other !== part);
  if (!saysDay && dayElsewhere && due.time !== null) return formatTime(due.time, reader.locale);
  return dueInWords({ ...due, timeZone: reader.timeZone }, reader);
}

function normal(text: string): string {
  return text.trim().toLowerCase();
}

/** A text that is nothing but a date is a title. */
function withTitle(text: string, found: Found): QuickAdd {
  const title = withoutSpans(text, found.tokens);
  if (title === '') return { title: text.trim(), tags: [], tokens: [], unread: [] };
  return { title, ...found };
}
