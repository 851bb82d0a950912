import type { Reader } from '../../../../../shared/language/reader.ts';
import type { SetPhrase } from '../objects/filter.ts';
import { parseSet } from '../objects/set.parser.ts';
import { unquoted } from '../objects/words.ts';
import type { Command, Listing } from './command.ts';

/** The beginning of a question about tasks. */
const asking =
  /^(?:(?:what|how)\s+about|(?:give|show)\s+me\s+(?:an?\s+|the\s+)?(?:overview|summary|rundown)\s+(?:of|for)|what(?:['’]?s|\s+(?:is|are|else|all|stuff|kind\s+of|am\s+i|do\s+i\s+have|do\s+we\s+have|have\s+i\s+got|have\s+i|do\s+i\s+need|has|needs?|must\s+i\s+do|should\s+i\s+do|would|will|does))?|which|give\s+me|gimme|get\s+me|fetch|tell\s+me|read(?:\s+(?:me|out|back|off))?(?=\s+(?:my|the|all|everything|what)(?:\s|$))|pull\s+up|bring\s+up|filter(?:\s+(?:by|for|on))?|look\s+at|open\s+(?=my\s)|check(?=\s+my\s)|go\s+(?:over|through)|run\s+(?:me\s+)?through|print|how(?:['’]s|\s+does|\s+is|\s+do)|do\s+i\s+have|do\s+we\s+have|did\s+i\s+miss|have\s+(?:i|you|we)\s+got|is\s+(?:there|anything|something)|are\s+(?:there|any)|anything|something|got(?:\s+(?:anything|any|something))|any|see|and|(?:let\s+me|can\s+i|could\s+i|may\s+i|i\s+want\s+to|i\s+wanna|i['’]d\s+like\s+to)\s+(?:see|view|check|hear|look\s+at)|only)(?![\p{L}\p{N}#])/iu;
const showing = /^(?:(?:only|just)\s+)?(?:list|show(?:\s+me)?|display|view)(?:\s+(?:only|just))?(?![\p{L}\p{N}])/iu;
const sorting =
  /^(?:sort|order|arrange|rank|list|show)\s+(?:(?:all|my|the|of|open|to-?do|todo)\s+)*(?:list|tasks|todos|items|everything|them)?\s*(?:in\s+order\s+of|sorted\s+by|by)\s+(?:their\s+)?(?<by>due(?:\s+dates?)?|dates?|deadlines?|priority|importance|urgency|titles?|names?|creation|age)$/i;
const upcoming =
  /^(?:what(?:['’]?s|\s+is)\s+(?:coming\s+up|upcoming|ahead|in\s+the\s+pipeline)(?:\s+(?:soon|for\s+me))?|(?:(?:show|list|give|tell)\s+(?:me\s+)?)?(?:my\s+|the\s+|all\s+)?upcoming(?:\s+(?:tasks|things|stuff|deadlines|todos|items|ones))?)$/i;
const missed =
  /^(?:what\s+am\s+i\s+(?:running\s+)?(?:late|behind)\s+(?:with|on|for)|(?:did|have)\s+i\s+(?:miss(?:ed)?|forg[eo]t(?:ten)?)\s+(?:anything|something|any\s+deadlines)|(?:what|which)\s+(?:deadlines\s+)?(?:did|have)\s+i\s+(?:miss(?:ed)?|forgot(?:ten)?|forget)|am\s+i\s+(?:late|behind)(?:\s+(?:with|on|for)\s+(?:anything|something))?|what\s+(?:slipped|(?:did|have)\s+i\s+let\s+slip))$/i;
/** Words that may be a whole question. */
const bare = /^(?:my|all|everything|tasks|todos|overdue|today|tomorrow|due|tonight)(?![\p{L}\p{N}#])/iu;
const ordered =
  /(?:,?\s*(?:sorted|ordered|ranked))?\s+(?:by|in\s+order\s+of)\s+(due(?:\s+dates?)?|dates?|deadlines?|priority|importance|urgency|title|name|creation|age)\s*$/i;
/** The beginning of a question whose words are those of a task: "what do I need to buy". */
const about =
  /^(?:what\s+do\s+i\s+(?:need|have)\s+to|what\s+should\s+i|what\s+must\s+i|(?:do\s+(?:i|you|we)\s+have|have\s+(?:i|you|we)\s+got|is\s+there|got)\s+(?:anything|something|(?:a|any)\s+tasks?)\s+(?:about|on|for|with|to\s+do\s+with)|do\s+i\s+have\s+(?:any\s+)?tasks?\s+(?:about|on|for|with))\s+(?<terms>\p{L}[\p{L}\s]*)$/iu;

/** "What's in Errands?" */
const inList =
  /^(?:what(?:['’]?s|\s+is|\s+are|\s+do\s+i\s+have)|show(?:\s+me)?|anything|list)\s+(?:everything\s+|all\s+)?(?:in|under|inside|on)\s+(?:(?:my|the|our)\s+)?(?<list>[\p{L}\p{N}][\p{L}\p{N} '’_-]{0,60})$/iu;

export function parseSearch(text: string): Command | undefined {
  const found =
    /^(?:find|hunt\s+for|hunt\s+down|search(?:\s+(?:for|my\s+(?:list|tasks)\s+for))?|look\s+(?:for|up)|where(?:['’]?s|\s+is|\s+are))\s+(?:me\s+)?(?:(?:my|the|all|any|every|that)\s+)*(?:(?:tasks?|things?|one|ones|items?|something|anything|everything|stuff|todos?)\s+)?(?:(?:that\s+(?:mentions?|contains?|has|have|is\s+about|are\s+about)|about|for|with|on|containing|mentioning|called|named|related\s+to)\s+)?(?:the\s+word\s+)?(?<terms>\S.*)$/is.exec(
      text,
    );
  if (!found?.groups) return undefined;
  const terms = found.groups['terms']!.replace(
    /\s+in\s+(?:the|their|its)\s+(?:title|name|description|notes?)s?$/i,
    '',
  ).replace(/\s+(?:tasks?|items?|todos?)$/i, '');
  return { do: 'search', terms: unquoted(terms.replace(/^(?:the|my)\s+(?=\S)/i, '')) };
}

/** "Did I forget anything?" */
export function parseMissed(text: string): Command | undefined {
  return missed.test(text) ? listing({ filter: { status: 'overdue' } }) : undefined;
}

/** Parses a question about tasks: which ones, in which order. @returns undefined for any other message */
export function parseListing(text: string, reader: Reader): Command | undefined {
  const by = sorting.exec(text)?.groups?.['by'];
  if (by) return listing({ filter: {} }, by);
  if (upcoming.test(text)) return listing({ filter: { dueAfter: reader.now.toISOString() } }, 'due');
  const opening = asking.exec(text) ?? showing.exec(text);
  if (!opening && !bare.test(text)) return undefined;
  const rest = opening ? text.slice(opening[0].length).trim() : text;
  const sort = ordered.exec(rest)?.[1];
  const said = rest.replace(ordered, '').trim();
  const phrase: SetPhrase = said === '' ? { filter: {} } : parseSet(said, reader, true);
  if (phrase.unread === undefined && phrase.except === undefined) {
    // "Any" and "anything" alone do not ask for anything.
    if (opening && said === '' && !showing.test(text)) return undefined;
    return listing(phrase, sort);
  }
  const terms = about.exec(text)?.groups?.['terms'];
  if (terms) return { do: 'search', terms };
  const list = inList.exec(text)?.groups?.['list'];
  if (list) return listing({ filter: {}, list });
  if (!showing.test(text) || said.length > 60) return undefined;
  // If only a part of the filter is understood, the rest must not be shown as a search.
  return Object.keys(phrase.filter).length > 0
    ? undefined
    : { do: 'search', terms: said.replace(/^(?:(?:me|all|my|the)\s+)+/i, '') };
}

/** "Urgent tasks": a phrase that names several tasks asks for them. */
export function parseBareSet(text: string, reader: Reader): Command | undefined {
  if (!/\s/.test(text)) return undefined;
  const phrase = parseSet(text, reader, true);
  const isNamed = phrase.isPlural || phrase.isAll || phrase.filter.status === 'overdue';
  return phrase.unread === undefined && isNamed && !phrase.isContext && !phrase.except ? listing(phrase) : undefined;
}

function listing(phrase: SetPhrase, sort?: string): Command {
  const { filter, isAll, when, period } = phrase;
  // A completed task's due does not matter, so the period is that of its completion.
  if (filter.status === 'completed' && when && period) {
    const { from, to } = period;
    return {
      do: 'activity',
      period: when,
      actions: ['completed'],
      ...(from ? { since: from } : {}),
      ...(to ? { until: to } : {}),
    };
  }
  const everything = isAll && !phrase.isPlural && Object.keys(filter).length === 0;
  const by = sort ? sortOf(sort.toLowerCase()) : when || filter.status === 'overdue' ? 'due' : undefined;
  const found: Listing = {
    phrase: { ...phrase, filter: everything || filter.status ? filter : { status: 'open', ...filter } },
    description: when ? `due ${when}` : '',
    ...(by ? { sort: by } : {}),
  };
  return { do: 'list', ...found };
}

function sortOf(named: string): NonNullable<Listing['sort']> {
  if (/^(?:due|date|deadline)/.test(named)) return 'due';
  if (/^(?:priority|importance|urgency)/.test(named)) return 'priority';
  return named === 'creation' || named === 'age' ? 'created' : 'title';
}
