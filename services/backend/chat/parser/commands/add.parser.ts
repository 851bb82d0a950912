import { wholeMoment, wholeRule } from '../../../../../shared/language/date.parser.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { unquoted } from '../objects/words.ts';
import { changes } from './change.commands.ts';
import type { Command } from './command.ts';
import { completions, deletions } from './completion.commands.ts';
import { plans } from './due.commands.ts';
import { parseListing } from './list.parser.ts';
import { newTask, splitTitles } from './new-task.ts';
import { chained, firstCommand } from './production.ts';

const article = '(?:me\\s+)?(?:an?\\s+|the\\s+|another\\s+)?(?:(?:new|recurring|repeating)\\s+)?';
/** "A task to …", "item: …"; "task" and "todo" also work without "to" or a colon: "add task buy milk". */
const noun = `${article}(?:(?:task|todo|to-do|item|entry)(?:\\s*:|\\s+(?:to|for|called|named|saying|that\\s+says|titled|of)(?=\\s))|(?:task|todo|to-do)(?=\\s))`;
const myList =
  '(?:my|the)\\s+(?:to-?\\s?do\\s+|task\\s+)?(?:list(?:\\s+of\\s+things\\s+to\\s+do)?|tasks|todos|to-?dos)';
const opening = new RegExp(
  `^(?:(?:add|put|include)\\s+(?:to|on|onto|in)\\s+${myList}\\s*:?|` +
    `(?:add|create)(?:\\s+${noun})?(?![\\p{L}\\p{N}'’-])\\s*:?|(?:make|new|put|enter|note|log|record|save|set\\s+up|register|jot\\s+down|write\\s+down|give\\s+me)\\s+${noun}|` +
    '(?:jot|write|note|put|get|take)\\s+down(?:\\s+(?:to|that\\s+i\\s+(?:need|have|must)\\s+to))?|pencil\\s+in|' +
    '(?:(?:make|take|write)\\s+(?:me\\s+)?an?\\s+)?note\\s+(?:to(?!\\s+self\\b)|that\\s+i\\s+(?:need|have)\\s+to)(?=\\s)|' +
    'new\\s+(?:task|todo|item)?\\s*:|(?:new|todo|to-?\\s?do|task|note)\\s*:)\\s*(?<rest>\\S.*)$',
  'isu',
);
/** "Put milk on my list". */
const putting = new RegExp(
  `^(?:put|stick|throw|chuck|pop|place|get|include|write|toss|drop)\\s+(?<rest>\\S.*?)\\s+(?:up\\s+)?(?:on|onto|in|into|to)\\s+${myList}$`,
  'is',
);
const reminding =
  /^(?:(?:please\s+)?(?:(?:remind|ping|nudge|alert|notify|prompt|buzz)\s+me|tell\s+me(?=\s+to\s)|give\s+me\s+a\s+(?:shout|nudge|buzz|poke|ping|heads[\s-]?up|ring|shove)(?=\s+to\s)|i(?:['’]d|\s+would)\s+like\s+to\s+be\s+reminded|i\s+(?:need|want|have)\s+to\s+be\s+reminded)\s+(?:to|about|of|that\s+i\s+(?:need|have|ought)\s+to|that\s+i\s+(?:must|should)|that(?!\s+i\s)|for)\s+|(?:(?:set|add|create|make|schedule|put\s+in|give\s+me|send\s+me|i\s+need|i\s+want|i['’]d\s+like|get\s+me)\s+|(?=new\s+reminder))(?:up\s+)?(?:an?\s+|me\s+an?\s+|another\s+)?(?:new\s+)?reminder(?:\s+(?:to|for|about|of|that\s+i\s+(?:need|have)\s+to|saying|called|named|titled))?\s*:?\s+|reminder(?:\s*:|\s+(?:to|about)(?=\s))\s*)(?<rest>\S.*)$/is;
/** "Remind me tomorrow at 6pm to call mum": the date stands before the title. */
const remindingFirst =
  /^(?:please\s+)?(?:(?:remind|ping|nudge|alert|notify|prompt|buzz)\s+me|i\s+(?:need|want|have)\s+to\s+be\s+reminded|give\s+me\s+a\s+(?:shout|nudge|buzz|poke|ping|heads[\s-]?up|ring|shove))\s+(?!(?:why|how|what|who|whether)\b)(?<when>\S.{0,60}?)\s+(?:to|about|that\s+i\s+(?:need|have)\s+to)\s+(?<rest>\S.*)$/is;
/** "Set a reminder for tomorrow at 9 to call mum". */
const reminderFirst =
  /^(?:set|add|create|make|schedule|put\s+in|give\s+me|send\s+me|(?:can|could|may)\s+i\s+(?:get|have)|i\s+(?:need|want)|i(?:['’]d|\s+would)\s+like)\s+(?:an?\s+|me\s+an?\s+)?(?<often>(?:daily|weekly|monthly|yearly)\s+)?reminder\s+(?:for\s+|on\s+|at\s+)?(?<when>\S.{0,60}?)\s+to\s+(?<rest>\S.*)$/is;
/** "A task for friday: call mum". */
const taskFirst =
  /^(?:add|create|make|set\s+up|i['’]d\s+like|i\s+(?:need|want)|give\s+me)\s+(?:an?\s+)?(?:new\s+)?(?<often>(?:daily|weekly|monthly|yearly)\s+)?(?:task|todo|to-do|item)\s+(?:for|(?=on\s)|due|(?=every\s))\s*(?<when>\S.{0,40}?)(?:\s*:|\s+to)\s+(?<rest>\S.*)$/is;
const needing =
  /^(?:remember\s*:|(?:help\s+me\s+)?remember\s+(?:to|that\s+i\s+(?:need|have)\s+to)|make\s+sure\s+(?:that\s+)?(?:i|to|we)(?:\s+(?:don['’]?t|do\s+not|never)\s+forget(?:\s+(?:to|about))?|\s+remember\s+to)?|i\s+(?:want|wanna)\s+(?:to\s+)?(?!(?:know|see|view|hear|find\s+out|talk)\b)|i['’]d\s+(?:like|love)\s+to(?!\s+(?:know|see|view|hear|find\s+out|talk)\b)|i\s+need\s+to\s+remember\s+to|(?:(?:i|we)\s+)?(?:must|should)(?:n['’]?t|\s+not)\s+forget(?:\s+(?:to|about))?|don['’]?t\s+(?:let\s+me\s+)?forget(?:\s+(?:to|about|that\s+i\s+have\s+to))?|(?:(?:i|we)\s+)?(?:(?:really|still|also|just|now)\s+)?(?:need|have|ought|gotta|got)\s+to|(?:(?:i|we)\s+)?(?:gotta|must(?!\s+(?:not|have|be)\b))(?:\s+remember\s+to)?|(?:i|we)['’]ve\s+(?:got|gotta)\s+to|i['’]?ll\s+(?:need|have)\s+to|i\s+(?:will|am\s+going\s+to)\s+(?:need|have)\s+to|(?:i|we)\s+(?:(?:really|also|probably|definitely)\s+)?should(?!\s+(?:have|be|not)\b)|i(?:['’]d|\s+had)?\s+better|i(?:['’]m|\s+am)\s+supposed\s+to|note\s+to\s+self\s*:)\s+(?:(?:really|also|probably|definitely|still|maybe|just|quickly)\s+)*(?<rest>\S.*)$/is;
/** "Add a task in Errands to post the letter": the list, which must exist, stands before the title. */
const listFirst =
  /^(?:add|create|make|put|new)\s+(?:(?:an?\s+)?(?:new\s+)?(?:task|todo|to-do|item|entry)\s+(?:in|into|to|on|under)|(?<these>(?:these|the\s+following)\s+)?(?:to|in|into|onto)(?=[^:]*:))\s+(?:(?:my|the|our)\s+)?(?:list\s+)?(?<list>[^:,;]{1,60}?)(?:\s+list)?(?:\s*:|\s+(?:to|called|named|saying)(?=\s))\s*(?<rest>\S.*)$/isu;
/** "Add to my tasks for tomorrow: iron the shirt". */
const toListFor = new RegExp(
  `^(?:add|put)\\s+(?:to|on|in)\\s+${myList}\\s+for\\s+(?<when>[^:]{1,40}):\\s*(?<rest>\\S.*)$`,
  'is',
);
/** "Put "update the CV" in Work". */
const quotedIn =
  /^(?:add|put|stick|pop|place|get)\s+(?<rest>["“][^"”]+["”])\s+(?:in|into|on|onto|to)\s+(?!(?:my|the)\s+(?:to-?\s?do\s+)?list$)(?:(?:my|the|our)\s+)?(?<list>\S.{0,60}?)(?:\s+list)?$/is;
/** "I need the car washed added to my list". */
const wanting = new RegExp(
  `^i\\s+(?:need|want)\\s+(?<rest>\\S.*?)\\s+(?:added|put)\\s+(?:to|on|onto|in)\\s+${myList}$`,
  'is',
);
/** "Put milk on my list for saturday". */
const puttingFor = new RegExp(
  `^(?<rest>(?:put|stick|add|chuck|pop|place|get|write|toss|drop|throw)\\s+\\S.*?\\s+(?:on|onto|to)\\s+${myList})\\s+(?<when>\\S.{1,40})$`,
  'is',
);
const toMyList = new RegExp(`\\s+(?:to|on|onto|in)\\s+${myList}$`, 'i');
/** "Tomorrow I have to …", "for friday add …": the date stands before everything. */
const dateFirst =
  /^(?:for\s+|on\s+)?(?<when>\S.{1,40}?)[,:]?\s+(?<rest>(?:please\s+)?(?:add|create|remind\s+me|i\s+(?:need|have|must|gotta|should|want)|i['’]ve\s+got|we\s+(?:need|have)|don['’]?t\s+(?:let\s+me\s+)?forget|remember)\s.*)$/is;

/** "I need to see my tasks" asks for a list, but "I need to finish the report" adds a task. These commands only read. */
const reading: readonly Command['do'][] = ['list', 'activity', 'count', 'plan'];

/** Parses a message that adds tasks. With "remind me" each task gets a reminder at its due. */
export function parseAdding(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  const dated = dateFirst.exec(text)?.groups;
  if (dated && wholeMoment(dated['when']!, reader)) {
    const command = parseAdding(`${dated['rest']} ${dated['when']}`, reader, eventsEnabled);
    if (command) return command;
  }
  const put = puttingFor.exec(text)?.groups;
  if (put && wholeMoment(put['when']!, reader))
    return parseAdding(`${put['rest']!.replace(toMyList, '')} ${put['when']} to my list`, reader, eventsEnabled);
  const placed = eventsEnabled ? listFirst.exec(text)?.groups : undefined;
  if (
    placed &&
    !/^(?:tasks|list)\b|^(?:my|the|our|to-?\s?do|todo|list)$/i.test(placed['list']!) &&
    !wholeMoment(placed['list']!, reader)
  )
    return {
      ...adding(placed['these'] ? `these: ${placed['rest']}` : placed['rest']!, reader, eventsEnabled, false),
      list: unquoted(placed['list']!),
    } as Command;
  const day = toListFor.exec(text)?.groups;
  if (day && wholeMoment(day['when']!, reader))
    return adding(`${day['rest']} ${day['when']}`, reader, eventsEnabled, false);
  const quoted = eventsEnabled ? quotedIn.exec(text)?.groups : undefined;
  if (quoted && !wholeMoment(quoted['list']!, reader))
    return { ...adding(quoted['rest']!, reader, eventsEnabled, false), list: unquoted(quoted['list']!) } as Command;
  if (extending.test(text)) return parsePlan(text, reader, eventsEnabled);
  const need = needing.exec(text)?.groups?.['rest'];
  if (need) {
    const inner = parseListing(need, reader);
    if (inner && reading.includes(inner.do)) return inner;
    // "I need to move the dentist to friday" changes the dentist if there is one.
    const change = managing.test(need) ? firstCommand(need, changes, reader) : undefined;
    if (change) return chained([change, adding(need, reader, eventsEnabled, false)]);
  }
  const onList =
    eventsEnabled &&
    /^(?:put|get|stick|chuck|pop|throw|toss|drop|bung|whack|shove|slap|place|write|have)\s+(?<rest>\S.*)$/is.exec(text)
      ?.groups?.['rest'];
  if (onList && toList.test(onList)) return adding(onList, reader, eventsEnabled, false);
  const { priority, rest: titled } = prioritised.exec(text)?.groups ?? {};
  if (priority && titled) {
    const mark = marks[priority.toLowerCase()] ?? priority;
    return adding(eventsEnabled ? `${titled} ${mark}` : titled, reader, eventsEnabled, false);
  }
  const reminder = withDateFirst(text, reader) ?? reminding.exec(text)?.groups?.['rest'] ?? datedReminder(text);
  const dateBefore = taskFirst.exec(text)?.groups;
  const [often = '', when = ''] = [dateBefore?.['often'], dateBefore?.['when']];
  if (dateBefore && (isMoment(when.replace(/^on\s+/i, ''), reader) || isMoment(often + when, reader)))
    return adding(`${dateBefore['rest']} ${often}${when}`, reader, eventsEnabled, false);
  const added = wanting.exec(text)?.groups?.['rest'];
  const rest =
    reminder ?? added ?? opening.exec(text)?.groups?.['rest'] ?? putting.exec(text)?.groups?.['rest'] ?? need;
  if (rest === undefined) return undefined;
  return adding(rest, reader, eventsEnabled, reminder !== undefined);
}

function adding(rest: string, reader: Reader, eventsEnabled: boolean, remind: boolean): Command {
  const { task: inList, name, other } = (eventsEnabled && toList.exec(rest)?.groups) || {};
  const list = name ?? other;
  const titles = splitTitles(
    (inList ?? rest)
      .trim()
      .replace(toMyList, '')
      .replace(/,?\s+(?:too|as\s+well)$/i, ''),
  );
  const read = (lists: boolean) =>
    titles.map((title) => (eventsEnabled ? newTask(title, reader, { remind, lists }) : { title: unquoted(title) }));
  const tasks = read(false);
  const listed = eventsEnabled && rest.includes('+') ? read(true) : [];
  const add: Command = {
    do: 'add',
    tasks,
    ...(listed.some((each) => 'list' in each) ? { listed } : {}),
    ...(list === undefined ? {} : { list: unquoted(list) }),
  };
  const [, first, second] = titles.length === 1 ? (twoThings.exec(titles[0]!) ?? []) : [];
  const known = second && firstCommand(second, secondThings, reader);
  if (!first || !known || !('which' in known)) return add;
  return chained([{ do: 'two', which: known.which, said: [`add ${first}`, second] }, add]);
}

/** "Add milk to list Errands", "add milk to the errands list". */
const toList =
  /^(?<task>\S.*?)\s+(?:to|in|into|on|onto|under)\s+(?:(?:the\s+|my\s+)?list\s+(?:called\s+|named\s+)?(?!(?:for|by|on|due|of)\s)(?<name>\S.*)|(?:the\s+|my\s+|our\s+)?(?!(?:my|the|our|to-?\s?do|todo|do|task)\s)(?<other>[\p{L}\p{N}]+(?:\s[\p{L}\p{N}]+){0,2})\s+list)$/isu;
/** "Apples and complete bread". */
const twoThings =
  /^(\S.*?)[,;.]?\s+(?:and|then|and\s+then)\s+((?:complete|finish|delete|remove|cancel|mark|move|reschedule|postpone|rename|tag|reopen)\s+\S.*)$/is;
const secondThings = [...changes, ...deletions, ...completions];

/** "Schedule a haircut for friday" moves the haircut if there is one, and adds it otherwise. */
export function parsePlan(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  const known = firstCommand(text, plans, reader);
  if (!known || !('which' in known)) return undefined;
  const rest = text.replace(planning, '').replace(/\s(?:in|down)(?=\s+(?:for|on)\s)/i, '');
  return chained([known, adding(rest.replace(/^(?:an?|the)\s+/i, ''), reader, eventsEnabled, false)]);
}
const extending = /^add\s+(?:an?\s+|another\s+)?(?:\S+\s+)?(?:minute|min|hour|day|week|month)s?\s+to\s/i;
const managing = /^(?:re-?schedule|postpone|move|shift|push|delay)\s/i;
const planning =
  /^(?:schedule|add|(?:put|stick|slot|pencil|pop)(?=\s.*\s(?:in|down)\s+(?:for|on)\s)|i\s+want\s+to|i['’]d\s+like\s+to|i['’]d\s+rather|i['’]ll|i\s+will|i['’]m\s+going\s+to|i\s+am\s+going\s+to|let\s+me)\s+(?:do\s+)?/i;

/** A date, or a rule such as "every friday". */
function isMoment(text: string, reader: Reader): boolean {
  return wholeMoment(text, reader) !== undefined || typeof wholeRule(text, reader) === 'object';
}

function datedReminder(text: string): string | undefined {
  const { when, rest } = remindingFirst.exec(text)?.groups ?? {};
  return rest && `${rest} ${when}`;
}

function withDateFirst(text: string, reader: Reader): string | undefined {
  const { when, rest, often = '' } = (remindingFirst.exec(text) ?? reminderFirst.exec(text))?.groups ?? {};
  return when && isMoment(when, reader) ? `${rest} ${often}${when}` : undefined;
}

/** "Add an urgent task to call the landlord", "add a high priority task: …". */
const prioritised = new RegExp(
  `^(?:add|create|make|new)\\s+(?:an?\\s+)?(?<priority>urgent|high|low|important|p[1-4])(?:[\\s-]+priority)?\\s+(?:task|todo|to-do|item)` +
    '(?:\\s*:|\\s+(?:to|called|named|for)(?=\\s))?\\s+(?<rest>\\S.*)$',
  'is',
);
const marks: Record<string, string> = { urgent: 'p1', high: 'p2', important: 'p2', low: 'p4' };
