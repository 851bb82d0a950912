import { type Priority, priorities as priorityNames } from '../../../../shared/events/task.schema.ts';
import type { Reader } from '../../../../shared/language/reader.ts';
import type { Command } from './command.ts';
import { parsePeriod } from './period.parser.ts';

const opening =
  /^(?:list|show(?:\s+me)?|display|view|see|give\s+me|tell\s+me|what(?:['’]?s|\s+is|\s+are|\s+do\s+i\s+have|\s+have\s+i\s+got|\s+do\s+i\s+need|\s+must\s+i\s+do|\s+should\s+i\s+do|\s+else\s+is)?|which|do\s+i\s+have|is\s+(?:there|anything|something)|are\s+there|my|all|everything|anything|tasks|todos|overdue|today|due)(?![\p{L}\p{N}#])/iu;
const asking =
  /^(?:what|tell|give|see|which|do\s|is\s|are\s|anything|my|all|everything|tasks|todos|overdue|today|due)/i;

/** Words that do not narrow down the list. */
const filler =
  /(?<![\p{L}\p{N}#])(?:please|me|my|mine|the|all|any|every|of|a|an|tasks?|todos?|to-dos?|to\s+dos?|items?|things?|list|stuff|that|which|are|is|i|have|has|got|need|must|should|do|to|on|for|with|in|there|still|currently|now|and|or|anything|something|what|else|plate|agenda|coming|up|scheduled)(?![\p{L}\p{N}#])/giu;

const priorities: [RegExp, Priority[]][] = [
  [
    /(?:^|\s)(?:urgent|top|highest)(?:[\s-]+priority)?(?=\s|$)|(?:^|\s)p1(?=\s|$)|priority\s+(?:is\s+)?urgent/i,
    ['urgent'],
  ],
  [/(?:^|\s)(?:high)(?:[\s-]+priority)?(?=\s|$)|(?:^|\s)p2(?=\s|$)|priority\s+(?:is\s+)?high/i, ['high']],
  [/(?:^|\s)(?:medium|normal)(?:[\s-]+priority)?(?=\s|$)|(?:^|\s)p3(?=\s|$)|priority\s+(?:is\s+)?medium/i, ['medium']],
  [/(?:^|\s)(?:low)(?:[\s-]+priority)?(?=\s|$)|(?:^|\s)p4(?=\s|$)|priority\s+(?:is\s+)?low/i, ['low']],
  [/(?:^|\s)important(?=\s|$)/i, ['high', 'urgent']],
];

/** Parses a question about tasks: which ones, in which order. @returns undefined for any other message */
export function parseListing(text: string, reader: Reader, eventsEnabled: boolean): Command | undefined {
  const opened = opening.exec(text);
  if (!opened) return undefined;
  let left = /^(?:my|all|everything|anything|tasks|todos|overdue|today|due)/i.test(opened[0])
    ? text
    : text.slice(opened[0].length);
  const query: Record<string, unknown> = {};
  let description = '';
  /** Removes the match of a pattern from the rest of the text. */
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(left);
    if (match) left = `${left.slice(0, match.index)} ${left.slice(match.index + match[0].length)}`;
    return match;
  };

  const sort = take(
    /(?:,?\s*(?:sorted|ordered))?\s+by\s+(due(?:\s+date)?|date|priority|title|name|creation|age)\s*$/i,
  )?.[1];
  const tags: string[] = [];
  const notTags: string[] = [];
  for (let tag = take(notTag); tag; tag = take(notTag)) notTags.push(tag[1]!.toLowerCase());
  for (let tag = take(aTag); tag; tag = take(aTag)) tags.push((tag[1] ?? tag[2])!.toLowerCase());
  const wanted = new Set<Priority>();
  for (const [pattern, matching] of priorities)
    if (take(pattern)) for (const priority of matching) wanted.add(priority);
  take(/(?:^|\s)priority(?=\s|$)/i);
  if (take(/(?:^|\s)(?:overdue|late|past\s+due)(?=\s|$)/i)) query['status'] = 'overdue';
  else if (take(/(?:^|\s)(?:completed?|done|finished|checked\s+off|ticked\s+off)(?=\s|$)/i))
    query['status'] = 'completed';
  else if (take(/(?:^|\s)(?:everything)(?=\s|$)/i)) query['status'] = undefined;
  else {
    take(/(?:^|\s)(?:open|pending|active|unfinished|incomplete|outstanding|left|remaining|not\s+done|undone)(?=\s|$)/i);
    query['status'] = 'open';
  }
  if (query['status'] === 'open') take(/(?:^|\s)(?:open|left)(?=\s|$)/i);
  const when = takePeriod(take, reader) ?? takeAnyDate(left, reader);
  if (when) {
    left = when.left ?? left;
    if (when.words === 'today' && query['status'] === 'open') query['status'] = 'today';
    else {
      if (when.period.from) query['dueAfter'] = when.period.from;
      if (when.period.to) query['dueBefore'] = when.period.to;
    }
    description = `due ${when.words}`;
  }
  take(/(?:^|\s)due(?=\s|$)/i);
  if (left.replace(filler, ' ').replace(/[\s,.?!:;'’]+/g, '') !== '') {
    const rest = left
      .replace(
        /^\s*(?:me|all|my|the|tasks?|about|for|with|containing|called|named)(?:\s+(?:me|all|my|the|tasks?|about|for|with|containing|called|named))*\s+/i,
        '',
      )
      .trim();
    const filtered = when || tags.length > 0 || wanted.size > 0;
    return asking.test(opened[0]) || filtered || rest === '' ? undefined : { do: 'search', terms: rest };
  }

  if (wanted.size > 0) query['priority'] = priorityNames.filter((priority) => wanted.has(priority));
  if (tags.length > 0) query['tag'] = tags;
  if (notTags.length > 0) query['notTag'] = notTags;
  const by = sort && sortOf(sort.toLowerCase());
  if (by) query['sort'] = by;
  else if (when || query['status'] === 'overdue') query['sort'] = 'due';
  if (query['status'] === undefined) delete query['status'];
  if (
    !eventsEnabled &&
    (when ||
      tags.length ||
      notTags.length ||
      wanted.size ||
      query['status'] === 'overdue' ||
      by === 'due' ||
      by === 'priority')
  ) {
    return {
      do: 'ask',
      question: 'I can list what is open or what is done; tasks have no dates, priorities or tags here.',
    };
  }
  return { do: 'list', query, description };
}

const aTag =
  /(?:(?:with\s+(?:the\s+)?)?tag(?:ged|s)?\s+(?:as\s+|with\s+)?)?#([\p{L}\p{N}_][\p{L}\p{N}\p{M}_-]*)|tagged\s+(?:as\s+|with\s+)?([\p{L}\p{N}_-]+)/iu;
const notTag =
  /(?:not\s+tagged|without(?:\s+the)?(?:\s+tag)?|except|but\s+not|excluding)\s+#([\p{L}\p{N}_][\p{L}\p{N}\p{M}_-]*)/iu;

function sortOf(named: string): string {
  if (named.startsWith('due') || named === 'date') return 'due';
  if (named === 'priority') return 'priority';
  return named === 'creation' || named === 'age' ? 'created' : 'title';
}

interface When {
  period: { from?: string; to?: string };
  words: string;
  left?: string;
}

const named =
  /(?:^|\s)(?:(?:due|scheduled|for|on|during|in)\s+)?(today|tonight|tomorrow|this\s+week(?:end)?|next\s+week(?:end)?|this\s+month|next\s+month|(?:in\s+)?(?:the\s+)?(?:next|coming)\s+(?:\d{1,3}|few)\s+days)(?=[\s,.?!]|$)/i;

function takePeriod(take: (pattern: RegExp) => RegExpExecArray | null, reader: Reader): When | undefined {
  const said = take(named)?.[1]?.toLowerCase().replace(/\s+/g, ' ');
  const period = said && parsePeriod(said, reader);
  return period ? { period, words: said === 'tonight' ? 'today' : said } : undefined;
}

const dated = [
  /(?:^|\s)(?:due|scheduled|for|on)\s+(?:on\s+|for\s+)?(.+)$/i,
  /(?:^|\s)((?:before|by|until|till|after)\s+.+)$/i,
  /^\s*(\S.*)$/,
];

/** "Due by friday", "for 3 March". */
function takeAnyDate(left: string, reader: Reader): When | undefined {
  for (const pattern of dated) {
    const match = pattern.exec(left);
    const said = match?.[1]?.trim().toLowerCase() ?? '';
    const period = said !== '' && said.length <= 60 && parsePeriod(said, reader);
    if (match && period) return { period, words: said, left: left.slice(0, match.index) };
  }
  return undefined;
}
