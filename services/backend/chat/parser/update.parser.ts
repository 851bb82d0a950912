import type { Priority } from '../../../../shared/events/task.schema.ts';
import { wholeMoment } from '../../../../shared/language/date.parser.ts';
import { parseQuickAdd } from '../../../../shared/language/quick-add.ts';
import type { Reader } from '../../../../shared/language/reader.ts';
import type { Change, Command } from './command.ts';
import { parseReference } from './reference.parser.ts';

const tagList =
  '#[\\p{L}\\p{N}_][\\p{L}\\p{N}\\p{M}_-]*(?:(?:\\s*,\\s*|\\s+and\\s+|\\s+)#[\\p{L}\\p{N}_][\\p{L}\\p{N}\\p{M}_-]*)*';
const priorityWords: Record<string, Priority> = {
  p1: 'urgent',
  p2: 'high',
  p3: 'medium',
  p4: 'low',
  urgent: 'urgent',
  high: 'high',
  important: 'high',
  medium: 'medium',
  normal: 'medium',
  low: 'low',
  unimportant: 'low',
};
const priorityPattern = `(?<priority>${Object.keys(priorityWords).join('|')})(?:[\\s-]+priority)?`;

type Found = Record<string, string | undefined>;
type Reading = (found: Found, reader: Reader) => Change | undefined;

/** Patterns of sentences, each with the change that it asks for; undefined lets the next pattern try. */
const sentences: [RegExp, Reading][] = [
  [
    new RegExp(
      `^(?:set|change|raise|lower)\\s+(?:the\\s+)?priority\\s+(?:of|for|on)\\s+(?<which>.+?)\\s+(?:to|as)\\s+${priorityPattern}$`,
      'isu',
    ),
    ({ priority }) => ({ priority: priorityWords[priority!.toLowerCase()]! }),
  ],
  [
    new RegExp(`^(?:change|set)\\s+(?<which>.+?)(?:['’]s)?\\s+priority\\s+to\\s+${priorityPattern}$`, 'isu'),
    ({ priority }) => ({ priority: priorityWords[priority!.toLowerCase()]! }),
  ],
  [
    new RegExp(
      `^(?:make|mark|set|flag)\\s+(?<which>.+?)\\s+(?:as\\s+|to\\s+(?:be\\s+)?)?(?:an?\\s+)?${priorityPattern}$`,
      'isu',
    ),
    ({ priority }) => ({ priority: priorityWords[priority!.toLowerCase()]! }),
  ],
  [
    new RegExp(`^(?<which>.+?)\\s+is\\s+(?:now\\s+)?(?:an?\\s+)?${priorityPattern}$`, 'isu'),
    ({ priority }) => ({ priority: priorityWords[priority!.toLowerCase()]! }),
  ],
  [
    new RegExp(
      `^(?:tag|label|mark)\\s+(?<which>.+?)\\s+(?:with|as)\\s+(?:the\\s+tags?\\s+)?(?<tags>${tagList})$`,
      'isu',
    ),
    ({ tags }) => ({ addTags: tagsIn(tags!) }),
  ],
  [
    new RegExp(`^(?:tag|label)\\s+(?<which>.+?)\\s+(?<tags>${tagList})$`, 'isu'),
    ({ tags }) => ({ addTags: tagsIn(tags!) }),
  ],
  [
    /^(?:tag|label)\s+(?<which>.+?)\s+(?:with|as)\s+(?<word>[\p{L}\p{N}_-]{1,50})$/isu,
    ({ word }) => ({ addTags: [word!.toLowerCase()] }),
  ],
  [
    new RegExp(`^(?:add|put)\\s+(?:the\\s+)?(?:tags?\\s+)?(?<tags>${tagList})\\s+(?:to|on)\\s+(?<which>.+)$`, 'isu'),
    ({ tags }) => ({ addTags: tagsIn(tags!) }),
  ],
  [
    new RegExp(
      `^(?:remove|delete|drop|take)\\s+(?:the\\s+)?(?:tags?\\s+)?(?<tags>${tagList})\\s+(?:from|off)\\s+(?<which>.+)$`,
      'isu',
    ),
    ({ tags }) => ({ removeTags: tagsIn(tags!) }),
  ],
  [
    new RegExp(`^untag\\s+(?<which>.+?)\\s+(?:from\\s+|with\\s+)?(?<tags>${tagList})$`, 'isu'),
    ({ tags }) => ({ removeTags: tagsIn(tags!) }),
  ],
  [
    /^(?:remove|clear|delete|drop)\s+(?:the\s+)?(?:due(?:\s+date)?|date|deadline)\s+(?:from|of|on|for)\s+(?<which>.+)$/is,
    () => ({ due: null }),
  ],
  [/^(?<which>.+?)\s+has\s+no\s+(?:due\s+date|deadline)(?:\s+any\s?more)?$/is, () => ({ due: null })],
  [/^(?:stop\s+repeating|don['’]?t\s+repeat)\s+(?<which>.+?)(?:\s+any\s?more)?$/is, () => ({ recurrence: null })],
  [
    /^(?:repeat|make|set)\s+(?<which>.+?)\s+(?:(?:repeat|recur|recurring|repeating)\s+)?(?<rule>(?:every!?\s.+|daily|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annually))$/is,
    ({ rule }, reader) => recurrenceOf(rule!, reader),
  ],
  [
    /^(?:push|postpone|delay|defer|move|shift|put\s+off)\s+(?<which>.+?)\s+(?:(?:back|forward|off|out)\s+)?(?:by\s+)?(?<count>\d{1,3}|an?|one|two|three)\s+(?<unit>day|week)s?$/is,
    ({ count, unit }) => ({ postpone: { days: countOf(count!) * (unit!.toLowerCase() === 'week' ? 7 : 1) } }),
  ],
  [
    /^(?:move|reschedule|postpone|push|shift|defer|delay|change|bring\s+forward|put\s+off)\s+(?<which>.+)$/is,
    () => undefined,
  ],
  [
    /^(?:set|change|move)\s+(?:the\s+)?(?:due(?:\s+date)?|date|deadline)\s+(?:of|for|on)\s+(?<which>.+)$/is,
    () => undefined,
  ],
  [
    /^(?:add|append|put)\s+(?:an?\s+|the\s+)?(?:note|comment|description)\s+(?:to|on|for)\s+(?<which>.+?)\s*:\s*(?<note>\S.*)$/is,
    ({ note }) => ({ note: unquoted(note!) }),
  ],
  [/^note\s+(?:on|for)\s+(?<which>.+?)\s*:\s*(?<note>\S.*)$/is, ({ note }) => ({ note: unquoted(note!) })],
  [
    /^(?:set|change)\s+(?:the\s+)?(?:description|notes?)\s+(?:of|for)\s+(?<which>.+?)\s+to\s*:?\s+(?<note>\S.*)$/is,
    ({ note }) => ({ description: unquoted(note!) }),
  ],
  [
    /^remind\s+me\s+(?<amount>(?:\d{1,4}|an?|half\s+an)\s*(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?))\s+before\s+(?<which>.+)$/is,
    ({ amount }, reader) => {
      const { reminders } = parseQuickAdd(`x tomorrow remind me ${amount} before`, reader);
      return reminders && { addReminders: reminders };
    },
  ],
];

/** Parses a change of an existing task. */
export function parseUpdate(text: string, reader: Reader): Command | undefined {
  const dates = parseMove(text, reader);
  if (dates) return dates;
  for (const [pattern, read] of sentences) {
    const found = pattern.exec(text)?.groups;
    const change = found && read(found, reader);
    if (found && change) return { do: 'update', which: parseReference(found['which']!), change };
  }
  return parseRename(text);
}

const moving =
  /^(?:move|reschedule|postpone|push|shift|defer|delay|change|bring\s+forward|put\s+off|make|set)\s+(?:back\s+)?(?:(?:the\s+)?(?:due(?:\s+date)?|date|deadline)\s+(?:of|for|on)\s+)?(?<rest>\S.*)$/is;
/** Not a question, such as "what is due friday". */
const stating = /^(?!(?:what|which|who|is|are|any|every|some|all|no)(?:thing|one)?\s)(?<rest>\S.*)$/is;
/** A date has at most this many words. */
const maxDateWords = 8;

/** "Move rent to friday", "make rent due tomorrow at 9", "rent is due friday". */
function parseMove(text: string, reader: Reader): Command | undefined {
  const moved = moving.exec(text)?.groups?.['rest'];
  const rest = moved ?? (/\sis\s+(?:now\s+)?due\s/i.test(text) ? stating.exec(text)?.groups?.['rest'] : undefined);
  if (!rest) return undefined;
  const setting = /^(?:make|set)\s/i.test(text) && !/^set\s+(?:the\s+)?(?:due|date|deadline)/i.test(text);
  const gaps = Array.from(rest.matchAll(/\s+/g), ({ index, 0: { length } }) => [index, index + length] as const);
  for (const [start, end] of gaps.slice(-maxDateWords)) {
    const when = rest.slice(end);
    const before = rest.slice(0, start);
    const linked =
      /\s+(?:(?:is|to\s+be)\s+(?:now\s+)?due|due|to|until|till|for|on|at|by|from)(?:\s+(?:due|to|on|by|at|be\s+due))*$/i.exec(
        before,
      );
    // "Make rent friday" is ambiguous, so it needs "due": "make rent due friday".
    if ((setting || !moved) && !/\sdue(?:\s|$)/i.test(before)) continue;
    const moment = wholeMoment(/(?:^|\s)at$/i.test(before) ? `at ${when}` : when, reader);
    const which = (linked ? before.slice(0, linked.index) : before).replace(/\s+from\s+\S+$/i, '').trim();
    if (!moment || which === '') continue;
    return { do: 'update', which: parseReference(which), change: { due: moment } };
  }
  return undefined;
}

/** Where "to" occurs more than once, each one is tried. The last comes first, as it leaves the longest old title. */
function parseRename(text: string): Command | undefined {
  const named =
    /^(?:rename|retitle|(?:change|set)\s+(?:the\s+)?(?:title|name)\s+(?:of|for)|change)\s+(?<rest>\S.*)$/is.exec(text);
  const rest = named?.groups?.['rest'];
  if (!rest) return undefined;
  const places = Array.from(
    rest.matchAll(/\s+(?:to|as|into)\s+/gi),
    ({ index, 0: { length } }) => [index, index + length] as const,
  );
  return places.slice(-5).reduce<Command | undefined>((or, [start, end]) => {
    const title = unquoted(rest.slice(end));
    const which = parseReference(rest.slice(0, start));
    return { do: 'update', which, change: { title }, ...(or ? { or } : {}) };
  }, undefined);
}

function tagsIn(list: string): string[] {
  return [...new Set(Array.from(list.matchAll(/#([^\s,#]+)/g), ([, tag]) => tag!.toLowerCase()))];
}

function recurrenceOf(words: string, reader: Reader): Change | undefined {
  const { recurrence, due, tokens } = parseQuickAdd(`x ${words}`, reader);
  // Every word must belong to the rule.
  const understood = tokens.reduce((length, { start, end }) => length + end - start, 0);
  if (!recurrence || !due || understood < words.trim().length - tokens.length) return undefined;
  return { recurrence, firstDue: due };
}

function countOf(word: string): number {
  return /^\d/.test(word) ? Number(word) : Math.max(['one', 'two', 'three'].indexOf(word.toLowerCase()), 0) + 1;
}

function unquoted(text: string): string {
  return (
    text
      .trim()
      .replace(/^["“]([^"“”]*)["”]$/s, '$1')
      .trim() || text.trim()
  );
}
