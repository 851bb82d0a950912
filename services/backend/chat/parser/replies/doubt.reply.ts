import { parseQuickAdd } from '../../../../../shared/language/quick-add.ts';
import { unreadReason } from '../../../../../shared/language/reading/reasons.ts';
import { type ChatTurn, type Reply, readerOf } from '../../chat.responder.ts';
import { isTypo, wordsOf } from '../objects/words.ts';

const everyTime =
  '(?:every|each)\\s+(?:\\d|one|two|three|four|other|second|third|few|single|day|week|month|year|morning|evening|night|hour|weekday|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day)';
/** What a title hardly says: a condition, a detail, or the rest of a command. */
const doubts: readonly RegExp[] = [
  /^(?:these|those|it|them|the\s+following)(?=\s|$)/i,
  /^(?:don['’]?t|do\s+not|never|not)\s.*$/is,
  /^(?:in|to|on|into|under|for)\s.*?(?:\sto\s|:)/is,
  /^(?:to|that|of|about|be|been|being|me|us|called|named|titled)\s.*$/is,
  /(?<=\s)(?:\d+|an?|half\s+an|one|two|three|ten|thirty)\s+(?:minutes?|mins?|hours?|days?|weeks?)\s+(?:before|early|earlier|in\s+advance|later)(?:\s.*)?$/is,
  /(?<=\s)priority\s+(?:urgent|high|medium|low|one|two|\d)(?:\s.*)?$/is,
  /^(?:something|anything|one|this|that|an?\s[^:]*|the\s[^:]*)\s*:.*$/is,
  /^(?:an?|another|some|the|my|one|two|three)\s+(?:\S+\s+){0,2}?(?:tasks?|todos?|to-dos?|items?|steps?|reminders?|alarms?|events?|entr(?:y|ies)|subtasks?)\s.*$/is,
  /(?<!\b(?:ask|out|know|see|check|learn|decide|explain|remember|show|tell|discuss|write|note|understand)\b.*)\b(?:why|how|where|what|who|whether)\s+(?:i|we|you|it|he|she|they)\s.*$/is,
  /[,;.!?]\s*(?:and\s+|but\s+|so\s+)?(?:it|its|it['’]s|this|that|they|you|i|i['’]ll|he|she|we|can|could|would|will|please|thanks|thank|sorry)(?:\s.*)?$/is,
  /[.,;]\s*(?:(?:urgent|top|high|medium|low)\s+priority|priority|tags?|labels?|list|project|due|notes?|remind(?:er)?|repeat)(?=\s|:|$).*$/is,
  // "Check if it works" is a title, "air the room when I get home" is not.
  /(?<!\b(?:ask|asks|check|see|out|know|confirm|verify|decide|wonder|tell|clarify|\S+\s+(?:ask|tell))(?:\s+\S+)?)(?<=\s)(?:when|if|unless|whenever|once|as\s+soon\s+as|in\s+case|provided)\s+(?:i|i['’]m|you|we|he|she|it|it['’]s|they|there|the|my|someone|somebody)\s.*$/is,
  /(?<=\s)(?:tagged|labell?ed|with\s+(?:an?\s+|the\s+)?(?:tag|label|reminder|alarm|deadline|due\s+date|\S+\s+priority)|as\s+an?\s+(?:sub-?\s?task|reminder|task))(?:\s.*)?$/is,
  /(?<=\s)(?:remind(?:er)?\s+me|due|repeat(?:s|ing)?\s+(?:every|each|daily|weekly|monthly|yearly)|(?:urgent|top|high|medium|low)\s+priority)(?:\s.*)?$/is,
  new RegExp(`(?<=\\s)(?:${everyTime}.*|daily|weekly|monthly|yearly|fortnightly)$`, 'is'),
  /(?<=\s)(?:and|then|or|but)\s+(?:then\s+)?(?:(?:complete|delete|cancel|reschedule|postpone|rename|reopen)\s|also\s|(?:move|tag|remove|mark|make|set|put|tell|remind)\s+(?:it|that|this|me)\s|set\s+an?\s).*$/is,
  /(?<=\s)(?:to|on|onto|in|into|under)\s+(?:my|the|our)\s+(?:\S+\s+){0,3}(?:list|tasks|to-?\s?dos?|calendar|agenda)$/i,
  /(?<=\s)(?:at|from|until|till|of|and|or|the|a|an|every|there|here)$/i,
];

const days = 'today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday'.split(' ');

const longestTitle = 200;

/** Whether a text stands in quotation marks in a message: then it was meant word by word. */
export function isQuoted(message: string, text: string): boolean {
  return ['""', '“”', "''", '‘’'].some(([open, close]) => message.includes(`${open}${text}${close}`));
}

/** Returns what is doubtful about a title, as the beginning of a reply. */
export function doubtIn(turn: ChatTurn, { title, due }: { title?: string; due?: unknown }): string | undefined {
  // A longer title is refused in any case.
  if (!title || title.length > longestTitle || isQuoted(turn.message, title)) return undefined;
  const { unread: phrases } = parseQuickAdd(title, { ...readerOf(turn), lists: false });
  // What may be a date or something else, such as "John 3:16", is taken for something else.
  const unread = phrases.find(({ reason }) => reason !== unreadReason('doubtful'));
  if (unread) return `I do not understand "${unread.text}". ${unread.reason}`;
  const mistyped = due ? undefined : wordsOf(title).find((word) => days.some((day) => isTypo(word, day)));
  if (mistyped) return `I am not sure whether "${mistyped}" is a day.`;
  for (const doubt of doubts) {
    const found = doubt.exec(title)?.[0];
    if (found) return `I am not sure what "${found.slice(0, 100)}" means.`;
  }
  return undefined;
}

/** Asks before tasks are added whose titles say more than a title. Nothing is lost: "yes" adds them as they are. */
export function askToAdd(tasks: Record<string, unknown>[], doubt: string): Reply {
  const titles = tasks.map(({ title }) => `"${title}"`).join(', ');
  return {
    text: `${doubt} Shall I add ${tasks.length === 1 ? 'the task' : 'the tasks'} ${titles}?`,
    choices: [
      { label: 'Add it', message: 'yes' },
      { label: 'No', message: 'no' },
    ],
    memory: { question: { kind: 'add', tasks } },
  };
}
