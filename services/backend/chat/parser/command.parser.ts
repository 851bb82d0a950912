import { Temporal } from 'temporal-polyfill';
import { wholeMoment } from '../../../../shared/language/date.parser.ts';
import type { Reader } from '../../../../shared/language/reader.ts';
import { isPast, wallClock } from '../../../../shared/language/wall-clock.ts';
import { parseConfirmation } from '../confirmation.ts';
import { isNeed, parseAdding } from './add.parser.ts';
import type { Command } from './command.ts';
import { parseListing } from './list.parser.ts';
import { parsePeriod } from './period.parser.ts';
import { parseReference } from './reference.parser.ts';
import { parseSkip } from './skip.parser.ts';
import { parseUpdate } from './update.parser.ts';

const fixed: [RegExp, 'undo' | 'more' | 'help'][] = [
  [
    /^(?:oops,?\s*)?(?:undo|revert|take\s+(?:that|it)\s+back|roll\s?back)(?:\s+(?:that|it|this|the\s+last\s+(?:one|change|thing|action)|last|my\s+last\s+change|what\s+you\s+(?:just\s+)?did))?$/i,
    'undo',
  ],
  [/^(?:oops|that\s+was\s+wrong|that['’]?s\s+wrong|change\s+it\s+back)$/i, 'undo'],
  [/^(?:more|show\s+(?:me\s+)?more|next(?:\s+page)?|the\s+rest|show\s+the\s+rest|go\s+on|continue)$/i, 'more'],
  [
    /^(?:help|help\s+me|commands|what\s+can\s+(?:you|i)\s+(?:do|say)|how\s+does\s+this\s+work|how\s+do\s+i\s+use\s+(?:this|you))$/i,
    'help',
  ],
];

type TaskVerb = 'complete' | 'reopen' | 'delete';
const verbs: [RegExp, TaskVerb][] = [
  [/^(?:reopen|re-open|uncomplete|uncheck|untick|unfinish|restore|bring\s+back)\s+(?<which>.+)$/is, 'reopen'],
  [
    /^(?:mark|set)\s+(?<which>.+?)\s+(?:as\s+)?(?:not\s+(?:yet\s+)?(?:done|finished|completed?)|undone|incomplete|unfinished|open(?:\s+again)?|todo)$/is,
    'reopen',
  ],
  [
    /^(?<which>.+?)\s+(?:is|isn['’]?t)\s+(?:not\s+)?(?:open\s+again|(?<=not\s|n['’]?t\s)(?:done|finished|completed?)(?:\s+yet)?)$/is,
    'reopen',
  ],
  [
    /^i\s+(?:haven['’]?t|have\s+not|did\s?n['’]?t|did\s+not)\s+(?:finish(?:ed)?|complete[d]?|do(?:ne)?)\s+(?<which>.+?)(?:\s+yet)?$/is,
    'reopen',
  ],
  [
    /^(?:complete|finish|finished|completed|done(?:\s+with)?|check(?:\s+off)?|tick(?:\s+off)?|cross(?:\s+off)?|close)\s*:?\s+(?<which>.+?)(?:\s+off)?$/is,
    'complete',
  ],
  [/^(?:mark|set)\s+(?<which>.+?)\s+(?:as\s+)?(?:done|complete[d]?|finished|closed)$/is, 'complete'],
  [
    /^i(?:\s+have|['’]ve|\s+am|['’]m)?\s+(?:just\s+|already\s+|now\s+)*(?:finished|completed|done(?:\s+with)?|did)(?:\s+with)?\s+(?<which>.+?)(?:\s+(?:already|today|just\s+now))?$/is,
    'complete',
  ],
  [
    /^(?<which>.+?)\s+(?:is|are|has\s+been|was)\s+(?:now\s+|already\s+|all\s+)?(?:done|finished|completed?)(?:\s+now)?$/is,
    'complete',
  ],
  [/^(?:delete|remove|erase|trash|discard|scrap|get\s+rid\s+of|throw\s+away|cancel)\s+(?<which>.+)$/is, 'delete'],
];

/** Parses what a message asks for. A message that is not understood is `unknown`, and changes nothing. */
export function parseCommand(message: string, reader: Reader, eventsEnabled: boolean): Command {
  const text = withoutCourtesy(message);
  const known = parseConfirmation(text) ?? fixed.find(([pattern]) => pattern.test(text))?.[1];
  if (known) return { do: known };
  // "I need to" may be followed by a command; otherwise it adds a task.
  const need = isNeed(text);
  const inner = need === undefined ? undefined : parseKnown(need, reader, eventsEnabled);
  if (inner && inner.do !== 'add' && inner.do !== 'search') return inner;
  return parseKnown(text, reader, eventsEnabled) ?? { do: 'unknown' };
}

function parseKnown(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  const update = parseUpdate(text, reader);
  if (update) return eventsEnabled || !needsEvents(update) ? update : unsupported;
  return (
    parseActivity(text, reader, eventsEnabled) ??
    parseSnooze(text, reader, eventsEnabled) ??
    parseSkipping(text, reader, eventsEnabled) ??
    parseAdding(text, reader, eventsEnabled) ??
    parseSearch(text) ??
    parseListing(text, reader, eventsEnabled) ??
    parseVerb(text)
  );
}

const unsupported: Command = {
  do: 'ask',
  question: 'Tasks have only a title and a description here, so I cannot do that.',
};

function needsEvents(command: Command): boolean {
  if (command.do !== 'update') return false;
  return Object.keys(command.change).some((field) => !['title', 'description', 'note'].includes(field));
}

function parseVerb(text: string): Command | undefined {
  for (const [pattern, verb] of verbs) {
    const which = pattern.exec(text)?.groups?.['which'];
    if (which) return { do: verb, which: parseReference(which) };
  }
  return undefined;
}

function parseSearch(text: string): Command | undefined {
  const found =
    /^(?:find|search(?:\s+for)?|look\s+(?:for|up)|where(?:['’]?s|\s+is))\s+(?:(?:my|the|all|any)\s+)?(?:tasks?\s+)?(?:(?:about|for|with|containing|called|named|named)\s+)?(?<terms>\S.*)$/is.exec(
      text,
    );
  return found?.groups && { do: 'search', terms: found.groups['terms']! };
}

/** "Snooze rent until tomorrow": without a time of day, until nine in the morning. */
function parseSnooze(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  const rest = /^snooze\s+(?<rest>\S.*)$/is.exec(text)?.groups?.['rest'];
  if (!rest) return undefined;
  if (!eventsEnabled) return unsupported;
  const gaps = Array.from(rest.matchAll(/\s+/g), ({ index, 0: { length } }) => [index, index + length] as const);
  for (const [start, end] of gaps.slice(-8)) {
    const before = rest.slice(0, start);
    const linked = /\s+(?:until|till|to|for|by|on|at)(?:\s+(?:on|at))?$/i.exec(before);
    const when = rest.slice(end);
    const instant = snoozedUntil(when, /(?:^|\s)(?:for|by)$/i.test(before), reader);
    const which = (linked ? before.slice(0, linked.index) : before).trim();
    if (instant && which) return { do: 'snooze', which: parseReference(which), until: instant };
  }
  return { do: 'ask', question: 'Until when? Say, for example, "snooze rent until tomorrow at 9".' };
}

function snoozedUntil(when: string, isLength: boolean, reader: Reader): string | undefined {
  const moment = wholeMoment(
    isLength || /^(?:\d+|an?|half an)\s*(?:m|h|d|w)/i.test(when) ? `in ${when}` : when,
    reader,
  );
  if (!moment) return undefined;
  const wall = wallClock(reader.timeZone, reader.now);
  const time = moment.time ?? '09:00';
  let date = moment.date ?? wall.toPlainDate().toString();
  if (!moment.date && isPast({ date, time }, wall)) date = wall.toPlainDate().add({ days: 1 }).toString();
  const zoned = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: reader.timeZone, plainTime: time });
  return zoned.toInstant().toString();
}

function parseSkipping(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  const skip = parseSkip(text, reader);
  return skip && !eventsEnabled ? unsupported : skip;
}

const doneBy =
  /^(?:what\s+(?:did|have)\s+(?:i|we|you)\s+(?<what>do|done|finish(?:ed)?|complete[d]?|add(?:ed)?|change[d]?|delete[d]?)|what\s+(?:was|has\s+been)\s+(?<was>done|finished|completed|added|changed|deleted)|what\s+(?:happened|changed|has\s+changed)|(?:show\s+(?:me\s+)?)?(?:the\s+|my\s+)?(?:activity|history))(?:\s+(?:to|on|in)\s+my\s+(?:tasks|list))?(?:\s+(?<when>.+))?$/is;
const actionsByVerb: Record<string, string[]> = {
  finish: ['completed'],
  complete: ['completed'],
  add: ['created'],
  change: ['updated'],
  delete: ['deleted'],
};

/** "What did I do today?" */
function parseActivity(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  const found = doneBy.exec(text)?.groups;
  if (!found) return undefined;
  if (!eventsEnabled) return { do: 'ask', question: 'I keep no account of what was done here.' };
  const when = found['when']
    ?.trim()
    .replace(/^(?:for|from|of|on)\s+/i, '')
    .toLowerCase();
  const period = when ? parsePeriod(when, reader) : {};
  if (!period) return undefined;
  const verb = (found['what'] ?? found['was'] ?? '')
    .toLowerCase()
    .replace(/(?:ed|d)$/, '')
    .replace(/^(complet|chang|delet)$/, '$1e');
  const actions = actionsByVerb[verb];
  return {
    do: 'activity',
    ...(period.from ? { since: period.from } : {}),
    ...(period.to ? { until: period.to } : {}),
    period: when ?? '',
    ...(actions ? { actions } : {}),
  };
}

/** Removes polite words around the command, and punctuation at the end. */
function withoutCourtesy(message: string): string {
  return message
    .trim()
    .replace(/[\s.!?]+$/, '')
    .replace(/^(?:(?:hey|hi|hello|ok(?:ay)?|so|well|and|then|now)[\s,]+(?=\S))+/i, '')
    .replace(
      /^(?:(?:can|could|would|will)\s+you\s+|i(?:['’]d|\s+would)\s+like\s+(?:you\s+)?to\s+)?(?:please\s+|kindly\s+|just\s+)*(?=\S)/i,
      '',
    )
    .replace(/[\s,]+(?:please|thanks|thank\s+you)$/i, '')
    .trim();
}
