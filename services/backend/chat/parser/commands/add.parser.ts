import { parseQuickAdd } from '../../../../../shared/language/quick-add.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { isPast, wallClock } from '../../../../../shared/language/wall-clock.ts';
import { unquoted } from '../objects/words.ts';
import { plans } from './change.commands.ts';
import type { Command } from './command.ts';
import { parseListing } from './list.parser.ts';
import { chained, firstCommand } from './production.ts';

const article = '(?:me\\s+)?(?:an?\\s+|the\\s+|another\\s+)?(?:new\\s+)?';
/** "A task to …", "item: …"; "task" and "todo" also work without "to" or a colon: "add task buy milk". */
const noun = `${article}(?:(?:task|todo|to-do|item|reminder)(?:\\s*:|\\s+(?:to|for|called|named)(?=\\s))|(?:task|todo|to-do)(?=\\s))`;
const opening = new RegExp(
  `^(?:(?:add|create)(?:\\s+${noun})?(?![\\p{L}\\p{N}'’-])\\s*:?|(?:make|new|put|enter|note|jot\\s+down)\\s+${noun}|` +
    `new\\s+(?:task|todo|item)?\\s*:|(?:new|todo|to-do|task|note)\\s*:)\\s*(?<rest>\\S.*)$`,
  'isu',
);
/** "Put milk on my list". */
const putting = /^put\s+(?<rest>\S.*?)\s+(?:on|onto|in)\s+(?:my|the)\s+(?:to-?\s?do\s+)?(?:list|tasks|todos)$/is;
const reminding =
  /^(?:(?:please\s+)?remind\s+me\s+(?:to|about|of|that)\s+|(?:set|add|create|make)\s+(?:a\s+|me\s+a\s+)?reminder\s+(?:to|for|about)\s+)(?<rest>\S.*)$/is;
/** "Remind me tomorrow at 6pm to call mum": the date stands before the title. */
const remindingFirst = /^(?:please\s+)?remind\s+me\s+(?<when>\S.{0,60}?)\s+to\s+(?<rest>\S.*)$/is;
const needing =
  /^(?:remember\s+to|make\s+sure\s+(?:that\s+)?i|i\s+want\s+to|i['’]d\s+like\s+to|i\s+need\s+to\s+remember\s+to|don['’]?t\s+(?:let\s+me\s+)?forget\s+(?:to|about)|i\s+(?:need|have|ought)\s+to|i['’]ve\s+got\s+to|i\s+(?:must|should|gotta)|note\s+to\s+self\s*:)\s+(?<rest>\S.*)$/is;
const several =
  /^(?:these|the\s+following|those|several|some)?\s*(?:new\s+)?(?:tasks?|todos?|items?|things)?\s*:\s*(?<rest>\S.*)$/is;
const toMyList = /\s+(?:to|on|onto|in)\s+(?:my|the)\s+(?:to-?\s?do\s+)?(?:list|tasks|todos)$/i;

/** "I need to see my tasks" asks for a list, but "I need to finish the report" adds a task. These commands only read. */
const reading: readonly Command['do'][] = ['list', 'activity', 'count', 'plan'];

/** Parses a message that adds tasks. With "remind me" each task gets a reminder at its due. */
export function parseAdding(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  const need = needing.exec(text)?.groups?.['rest'];
  if (need) {
    const inner = parseListing(need, reader);
    if (inner && reading.includes(inner.do)) return inner;
  }
  const { priority, rest: titled } = prioritised.exec(text)?.groups ?? {};
  if (priority && titled) {
    const mark = marks[priority.toLowerCase()] ?? priority;
    return adding(eventsEnabled ? `${titled} ${mark}` : titled, reader, eventsEnabled, false);
  }
  const reminder = reminding.exec(text)?.groups?.['rest'] ?? remindingWithDateFirst(text);
  const rest = reminder ?? opening.exec(text)?.groups?.['rest'] ?? putting.exec(text)?.groups?.['rest'] ?? need;
  if (rest === undefined) return undefined;
  return adding(rest, reader, eventsEnabled, reminder !== undefined);
}

function adding(rest: string, reader: Reader, eventsEnabled: boolean, remind: boolean): Command {
  const titles = splitTitles(rest.trim().replace(toMyList, ''));
  return { do: 'add', tasks: titles.map((title) => task(title, reader, eventsEnabled, remind)) };
}

/** "Schedule a haircut for friday" moves the haircut if there is one, and adds it otherwise. */
export function parsePlan(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  const known = firstCommand(text, plans, reader);
  if (!known || !('which' in known)) return undefined;
  const rest = text.replace(planning, '');
  return chained([known, adding(rest.replace(/^(?:an?|the)\s+/i, ''), reader, eventsEnabled, false)]);
}
const planning = /^(?:schedule|i['’]ll|i\s+will|i['’]m\s+going\s+to|i\s+am\s+going\s+to|let\s+me)\s+(?:do\s+)?/i;

function remindingWithDateFirst(text: string): string | undefined {
  const { when, rest } = remindingFirst.exec(text)?.groups ?? {};
  return rest && `${rest} ${when}`;
}

/** "Add an urgent task to call the landlord", "add a high priority task: …". */
const prioritised = new RegExp(
  `^(?:add|create|make|new)\\s+(?:an?\\s+)?(?<priority>urgent|high|low|important|p[1-4])(?:[\\s-]+priority)?\\s+(?:task|todo|to-do|item)` +
    '(?:\\s*:|\\s+(?:to|called|named|for)(?=\\s))?\\s+(?<rest>\\S.*)$',
  'is',
);
const marks: Record<string, string> = { urgent: 'p1', high: 'p2', important: 'p2', low: 'p4' };

/** Several titles stand on lines of their own, or after "these:" between semicolons. Commas do not split titles. */
function splitTitles(rest: string): string[] {
  const listed = several.exec(rest)?.groups?.['rest'];
  const text = listed ?? rest;
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

function task(title: string, reader: Reader, eventsEnabled: boolean, remind: boolean): Record<string, unknown> {
  if (!eventsEnabled) return { title: unquoted(title) };
  const {
    tokens: _,
    unread: _unread,
    tags,
    reminders = [],
    ...found
  } = parseQuickAdd(title, { ...reader, lists: false });
  const { due } = found;
  // The reminder of an all-day task comes at nine.
  const later = due && !isPast({ date: due.date, time: due.time ?? '09:00' }, wallClock(reader.timeZone, reader.now));
  const reminded = remind && reminders.length === 0 && later ? [{ minutesBefore: 0 }] : reminders;
  return {
    ...found,
    title: unquoted(found.title),
    ...(tags.length > 0 ? { tags } : {}),
    ...(reminded.length > 0 ? { reminders: reminded } : {}),
  };
}
