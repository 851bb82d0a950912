import { wholeMoment, wholeRule } from '../../../../../shared/language/date.parser.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { unquoted } from '../objects/words.ts';
import {
  dateFirst,
  extending,
  listFirst,
  managing,
  needing,
  onList,
  opening,
  planning,
  prioritised,
  putting,
  puttingFor,
  quotedIn,
  reminderFirst,
  reminding,
  remindingFirst,
  taskFirst,
  toList,
  toListFor,
  toMyList,
  twoThings,
  wanting,
} from './add.wording.ts';
import { changes } from './change.commands.ts';
import type { Command } from './command.ts';
import { completions, deletions } from './completion.commands.ts';
import { plans } from './due.commands.ts';
import { parseListing } from './list.parser.ts';
import { newTask, priorityMarks, splitTitles } from './new-task.ts';
import { chained, firstCommand } from './production.ts';

/** "I need to see my tasks" asks for a list, but "I need to finish the report" adds a task. These commands only read. */
const reading: readonly Command['do'][] = ['list', 'activity', 'count', 'plan'];

/** Parses a message that adds tasks. With "remind me" each task gets a reminder at its due. */
export function parseAdding(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  const restOf = (wording: RegExp) => wording.exec(text)?.groups?.['rest'];
  const added = (rest: string, remind = false) => adding(rest, reader, eventsEnabled, remind);
  const addedTo = (list: string, rest: string) => ({ ...added(rest), list: unquoted(list) }) as Command;
  const dated = dateFirst.exec(text)?.groups;
  if (dated && wholeMoment(dated['when']!, reader)) {
    const command = parseAdding(`${dated['rest']} ${dated['when']}`, reader, eventsEnabled);
    if (command) return command;
  }
  const later = puttingFor.exec(text)?.groups;
  if (later && wholeMoment(later['when']!, reader))
    return parseAdding(`${later['rest']!.replace(toMyList, '')} ${later['when']} to my list`, reader, eventsEnabled);
  const placed = eventsEnabled ? listFirst.exec(text)?.groups : undefined;
  if (
    placed &&
    !/^(?:tasks|list)\b|^(?:my|the|our|to-?\s?do|todo|list)$/i.test(placed['list']!) &&
    !wholeMoment(placed['list']!, reader)
  )
    return addedTo(placed['list']!, placed['these'] ? `these: ${placed['rest']}` : placed['rest']!);
  const day = toListFor.exec(text)?.groups;
  if (day && wholeMoment(day['when']!, reader)) return added(`${day['rest']} ${day['when']}`);
  const quoted = eventsEnabled ? quotedIn.exec(text)?.groups : undefined;
  if (quoted && !wholeMoment(quoted['list']!, reader)) return addedTo(quoted['list']!, quoted['rest']!);
  if (extending.test(text)) return parsePlan(text, reader, eventsEnabled);
  const need = restOf(needing);
  if (need) {
    const inner = parseListing(need, reader);
    if (inner && reading.includes(inner.do)) return inner;
    // "I need to move the dentist to friday" changes the dentist if there is one.
    const change = managing.test(need) ? firstCommand(need, changes, reader) : undefined;
    if (change) return chained([change, added(need)]);
  }
  const put = eventsEnabled ? restOf(onList) : undefined;
  if (put && toList.test(put)) return added(put);
  const { priority, rest: titled } = prioritised.exec(text)?.groups ?? {};
  if (priority && titled) {
    const mark = priorityMarks[priority.toLowerCase()] ?? priority;
    return added(eventsEnabled ? `${titled} ${mark}` : titled);
  }
  const reminder = withDateFirst(text, reader) ?? restOf(reminding) ?? datedReminder(text);
  const dateBefore = taskFirst.exec(text)?.groups;
  const [often = '', when = ''] = [dateBefore?.['often'], dateBefore?.['when']];
  if (dateBefore && (isMoment(when.replace(/^on\s+/i, ''), reader) || isMoment(often + when, reader)))
    return added(`${dateBefore['rest']} ${often}${when}`);
  const rest = reminder ?? restOf(wanting) ?? restOf(opening) ?? restOf(putting) ?? need;
  if (rest === undefined) return undefined;
  return added(rest, reminder !== undefined);
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

const secondThings = [...changes, ...deletions, ...completions];

/** "Schedule a haircut for friday" moves the haircut if there is one, and adds it otherwise. */
export function parsePlan(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  const known = firstCommand(text, plans, reader);
  if (!known || !('which' in known)) return undefined;
  const rest = text.replace(planning, '').replace(/\s(?:in|down)(?=\s+(?:for|on)\s)/i, '');
  return chained([known, adding(rest.replace(/^(?:an?|the)\s+/i, ''), reader, eventsEnabled, false)]);
}
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
