import type { Reader } from '../../../../../shared/language/reader.ts';
import { withoutCourtesy } from '../wording/courtesy.ts';
import { parseHalf } from '../wording/half.parser.ts';
import { asQuestion } from '../wording/question.mark.ts';
import { parseTalk } from '../wording/talk.parser.ts';
import { withCorrectedVerb } from '../wording/verb.correction.ts';
import { activities } from './activity.commands.ts';
import { parseAdding, parsePlan } from './add.parser.ts';
import { changes, renames } from './change.commands.ts';
import type { Command } from './command.ts';
import { completions, deletions, pastTenses, reopenings, statements } from './completion.commands.ts';
import { postponing } from './due.commands.ts';
import { parseBareSet, parseListing, parseMissed, parseSearch } from './list.parser.ts';
import { nestings, perhapsBelow, placements } from './placement.commands.ts';
import { chained, firstCommand } from './production.ts';
import { questions } from './question.commands.ts';
import { parseSkip, parseSnooze } from './schedule.parser.ts';

type Parser = (text: string, reader: Reader, eventsEnabled: boolean) => Command | undefined;

/** "Complete tasks" may be a command; "completed tasks" is a question. */
const acting =
  /^(?:complete|finish|check|tick|close|clear|delete|remove|open|clean|wipe|purge|uncheck|mark|set|put)\s|^(?:finished|completed|done|all\s+done)\s+(?:with|all|every|the)\s/i;

/** Each parser is asked in this order whether it knows the whole message as a command. */
const parsers: readonly Parser[] = [
  parseTalk,
  parseMissed,
  (text, reader) => firstCommand(text, questions, reader),
  (text, reader) => firstCommand(text, activities, reader),
  (text, reader) => firstCommand(text, changes, reader),
  (text, reader) => firstCommand(text, renames, reader, 'longest'),
  parseSnooze,
  parseSkip,
  (text, reader) => firstCommand(text, statements, reader),
  (text, reader) => firstCommand(text, reopenings, reader),
  parsePlacement,
  parseAdding,
  parseSearch,
  parseListing,
  (text, reader) => (acting.test(text) ? undefined : parseBareSet(text, reader)),
  (text, reader) => firstCommand(text, deletions, reader),
  (text, reader) => firstCommand(text, completions, reader),
  parsePlan,
  (text, reader) => firstCommand(text, postponing, reader),
  (text, reader) => firstCommand(text, pastTenses, reader),
  parseBareSet,
  parseHalf,
];

/** Parses what a message asks for. A message that is not understood as a whole is `unknown` or `half`, and changes nothing. */
export function parseCommand(message: string, reader: Reader, eventsEnabled: boolean): Command {
  return asQuestion(parseMessage(message, reader, eventsEnabled), message);
}

function parseMessage(message: string, reader: Reader, eventsEnabled: boolean): Command {
  // "Good night" and "ok thanks" are nothing but polite.
  const talk = parseTalk(message.trim().replace(/[\s.!?…]+$/, ''), reader);
  if (talk) return talk;
  const text = withoutCourtesy(message);
  if (text === '') return { do: 'unknown' };
  const statement = text.length > longestCommand ? text : text.replace(andTickIt, '');
  const stated = statement === text ? undefined : parseKnown(statement, reader, eventsEnabled);
  if (stated?.do === 'past' || stated?.do === 'complete') return stated;
  const command = parseKnown(text, reader, eventsEnabled);
  if (command && command.do !== 'half') return command;
  const plain = text.length > longestCommand ? text : text.replace(/[\s,]*\p{RGI_Emoji}[\s,\p{RGI_Emoji}]*$/v, '');
  if (plain !== '' && plain !== text) return parseMessage(plain, reader, eventsEnabled);
  const { why, request } = explained.exec(text)?.groups ?? {};
  if (why && request && !parseKnown(why, reader, eventsEnabled)) return parseMessage(request, reader, eventsEnabled);
  const excepting = withException(text, reader, eventsEnabled);
  if (excepting) return excepting;
  const corrected = withCorrectedVerb(text);
  const meant = corrected && parseKnown(corrected.text, reader, eventsEnabled);
  if (!meant || meant.do === 'half') return command ?? { do: 'unknown' };
  return corrected.isUnsure ? { do: 'check', message: corrected.text } : meant;
}

/** A longer message is a text to add. */
const longestCommand = 300;

/** "I returned the books, you can check that off". */
const andTickIt =
  /[,.;]?\s+(?:so\s+|and\s+)?(?:(?:you\s+can|please|just)\s+)*(?:check|tick|cross|mark)\s+(?:that|it|them)\s+(?:off|as\s+done|done|as\s+complete(?:d)?)(?:\s+now)?$/i;

/** "Bob is away this week, please move the call to monday". A condition is no explanation. */
const explained =
  /^(?!(?:if|when|whenever|unless|once|after|before|should|in\s+case|suppose|provided|don['’]?t|do\s+not|never|until)\s)(?<why>[^,.;:?"“”]{3,80})[,.;]\s+(?:so\s+)?(?:please|could\s+you|can\s+you)\s+(?<request>\S.*)$/is;

const exception =
  /^(?<rest>\S.*?),?\s+(?:except(?:\s+for)?|excluding|apart\s+from|other\s+than|but\s+not)\s+(?<except>\S.*)$/is;

/** "Move them to friday except the second one": leaves tasks of a set out. */
function withException(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  const { rest, except } = exception.exec(text)?.groups ?? {};
  const command = rest === undefined ? undefined : parseKnown(rest, reader, eventsEnabled);
  if (!except || !command || !('which' in command)) return undefined;
  const { which } = command;
  if (which.by === 'context' && !which.except) return { ...command, which: { ...which, except } };
  if (which.by !== 'set' || which.phrase.except) return undefined;
  return { ...command, which: { ...which, phrase: { ...which.phrase, except } } };
}

function parsePlacement(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  if (!eventsEnabled) return undefined;
  const nesting = firstCommand(text, nestings, reader);
  const placement = firstCommand(text, placements, reader);
  if (placement?.do === 'subtask') return nesting ? chained([nesting, placement]) : placement;
  const below = firstCommand(text, perhapsBelow, reader);
  if (!nesting && !placement && !below) return undefined;
  const otherwise = parseAdding(text, reader, eventsEnabled) ?? (placement && !nesting ? parseHalf(text) : undefined);
  if (!nesting && !placement && !otherwise) return undefined;
  return chained([nesting, placement, below, otherwise].filter((command) => command !== undefined));
}

function parseKnown(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  for (const parse of parsers) {
    const command = parse(text, reader, eventsEnabled);
    if (command) return eventsEnabled ? command : withoutEvents(command);
  }
  return undefined;
}

const eventCommands = [
  'subtask',
  'snooze',
  'skip',
  'postpone',
  'reminders',
  'plan',
  'first',
  'next',
  'free',
  'when',
  'tags',
  'lists',
];

/** Removes everything that needs events: without them a task has only a title, a description and whether it is completed. */
function withoutEvents(command: Command): Command {
  const question = 'Tasks have only a title and a description here, so I cannot do that.';
  if (eventCommands.includes(command.do)) return { do: 'say', text: question };
  if (command.do === 'update') {
    const fields = Object.keys(command.change);
    if (fields.some((field) => !['title', 'description', 'note'].includes(field))) return { do: 'say', text: question };
  }
  if (command.do === 'activity') return { do: 'say', text: 'I keep no account of what was done here.' };
  const phrase =
    'which' in command && command.which.by === 'set'
      ? command.which.phrase
      : 'phrase' in command
        ? command.phrase
        : undefined;
  const { status, q: _, ...filter } = phrase?.filter ?? {};
  if (
    Object.keys(filter).length > 0 ||
    status === 'overdue' ||
    status === 'today' ||
    ('sort' in command && ['due', 'priority'].includes(command.sort ?? ''))
  ) {
    return {
      do: 'say',
      text: 'I can list what is open or what is done; tasks have no dates, priorities or tags here.',
    };
  }
  return command;
}
