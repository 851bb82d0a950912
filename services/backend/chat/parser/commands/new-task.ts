import type { Priority } from '../../../../../shared/events/task.schema.ts';
import { parseQuickAdd } from '../../../../../shared/language/quick-add.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { isPast, wallClock } from '../../../../../shared/language/wall-clock.ts';
import { normalTag } from '../../../../../shared/tag.ts';
import { enumerated, unquoted } from '../objects/words.ts';

const several =
  /^(?:these|the\s+following|those|several|some|something|one\s+thing|one)?\s*(?:(?<count>two|three|four|five|six|[2-9])\s+)?(?:new\s+)?(?:tasks?|todos?|items?|things)?(?:\s+(?:to|on|onto|in)\s+(?:my|the)\s+(?:to-?\s?do\s+)?(?:list|tasks))?\s*:\s*(?<rest>\S.*)$/is;

/** Several titles stand on lines of their own, or after "these:" between semicolons or commas. Elsewhere commas do not split titles. */
export function splitTitles(rest: string): string[] {
  const also = rest.split(/\s*,?\s+and\s+also\s+(?:add|create)\s+/i);
  if (also.length > 1 && !/["“”\n]/.test(rest)) return also;
  const { count, rest: listed } = several.exec(rest)?.groups ?? {};
  const text = listed ?? rest;
  if (listed && count && !/[;\n]/.test(text)) {
    // "Two tasks: a and b" has two titles only if there are two.
    const titles = enumerated(text);
    return titles.length === (counts[count.toLowerCase()] ?? Number(count)) ? titles : [text];
  }
  if (listed && !/[;\n]/.test(text) && /^(?:these|those|the\s+following)\b/i.test(rest)) {
    return text.split(/\s*,\s*(?:and\s+)?/).filter((title) => title !== '');
  }
  const parts = listed || /\n/.test(rest.trim()) ? text.split(listed && !text.includes('\n') ? /;/ : /\n/) : [text];
  const titles = parts.map((part) =>
    part
      .trim()
      .replace(/^(?:[-*•]|\d{1,2}[.)])\s+/, '')
      .replace(/;$/, '')
      .trim(),
  );
  return titles.filter((title) => title !== '').slice(0, 100);
}

const counts: Record<string, number> = { two: 2, three: 3, four: 4, five: 5, six: 6 };

const spokenPriority =
  /[\s,]+(?:with\s+)?priority\s+(?<level>urgent|high|medium|low)$|(?:[\s,]+(?:(?:with|at|as)|it(?:['’]?s|\s+is))\s+(?:an?\s+)?|[\s,]+(?:and\s+)?(?:make|mark|set)\s+it\s+(?:as\s+|to\s+)?|[\s,]+)(?<named>urgent|top|highest|high|medium|low|lowest)\s+priority$|[\s,]+(?:and\s+)?(?:(?:make|mark|set)\s+it\s+(?:as\s+)?|it(?:['’]?s|\s+is)\s+(?:very\s+|really\s+|quite\s+)?)(?<only>urgent|important)$/i;
const spokenTag =
  /[\s,]+(?:(?:with|and|under|using)\s+(?:the\s+|a\s+)?(?:tags?|labels?)|(?<=,\s*)(?:tags?|labels?)|(?:and\s+)?(?:tag|label)\s+it(?:\s+(?:as|with))?|tagged(?:\s+(?:as|with))?|labell?ed(?:\s+(?:as|with))?)\s+(?<tags>#?[\p{L}\p{N}_-]{1,50}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)#?[\p{L}\p{N}_-]{1,50}){0,4})$/iu;

/** "Priority: high" is `p2`. */
function withMarks(title: string): string {
  return title.replace(
    /[.,;]?\s+priority\s*:\s*(urgent|high|medium|low)\b/i,
    (_, named: string) => ` ${priorityMarks[named.toLowerCase()]}`,
  );
}
export const priorityMarks: Record<string, string> = {
  urgent: 'p1',
  high: 'p2',
  important: 'p2',
  medium: 'p3',
  low: 'p4',
};

/** Reads a priority or a tag that is spoken at the end of a title: "with high priority", "tagged money". */
function spokenDetails(title: string): { title: string; priority?: Priority; tags: string[] } {
  const { named, only, level } = spokenPriority.exec(title)?.groups ?? {};
  const word = (named ?? only ?? level)?.toLowerCase();
  if (word) {
    const { priority, ...rest } = spokenDetails(title.replace(spokenPriority, ''));
    return { ...rest, priority: priority ?? spokenPriorities[word] ?? (word as Priority) };
  }
  const said = spokenTag.exec(title)?.groups?.['tags'];
  if (!said) return { title, tags: [] };
  const { tags, ...rest } = spokenDetails(title.replace(spokenTag, ''));
  return { ...rest, tags: [...tags, ...enumerated(said).map(normalTag)] };
}
const spokenPriorities: Record<string, Priority> = {
  top: 'urgent',
  highest: 'urgent',
  important: 'high',
  lowest: 'low',
};

interface Reading {
  /** Whether it gets a reminder at its due. */
  remind?: boolean;
  /** Whether `+name` is the name of a list. */
  lists?: boolean;
}

/** Returns the input of a new task from a title with its date, marks and spoken details. */
export function newTask(
  title: string,
  reader: Reader,
  { remind = false, lists = false }: Reading = {},
): Record<string, unknown> {
  const {
    tokens: _,
    unread: _unread,
    tags,
    reminders = [],
    ...found
  } = parseQuickAdd(withMarks(title), { ...reader, lists });
  const { due } = found;
  // The reminder of an all-day task comes at nine.
  const later = due && !isPast({ date: due.date, time: due.time ?? '09:00' }, wallClock(reader.timeZone, reader.now));
  const reminded = remind && reminders.length === 0 && later ? [{ minutesBefore: 0 }] : reminders;
  const spoken = spokenDetails(found.title);
  const allTags = [...new Set([...tags, ...spoken.tags])];
  return {
    ...found,
    ...(spoken.priority ? { priority: spoken.priority } : {}),
    title: unquoted(spoken.title.replace(/(?<=[\p{L}\p{N}])\.$/u, '')),
    ...(allTags.length > 0 ? { tags: allTags } : {}),
    ...(reminded.length > 0 ? { reminders: reminded } : {}),
  };
}
