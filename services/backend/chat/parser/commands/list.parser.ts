import type { Reader } from '../../../../../shared/language/reader.ts';
import type { SetPhrase } from '../objects/filter.ts';
import { parseSet } from '../objects/set.parser.ts';
import type { Command, Listing } from './command.ts';

/** The beginning of a question about tasks. */
const asking =
  /^(?:what(?:['’]?s|\s+is|\s+are|\s+am\s+i|\s+do\s+i\s+have|\s+have\s+i\s+got|\s+have\s+i|\s+do\s+i\s+need|\s+has|\s+must\s+i\s+do|\s+should\s+i\s+do)?|which|give\s+me|tell\s+me|read(?:\s+me)?(?=\s+(?:my|the|all)\s)|do\s+i\s+have|did\s+i\s+miss|have\s+i\s+got|is\s+(?:there|anything|something)|are\s+(?:there|any)|anything|see|and|how\s+about|what\s+about)(?![\p{L}\p{N}#])/iu;
const showing = /^(?:list|show(?:\s+me)?|display|view)(?![\p{L}\p{N}])/iu;
/** Words that may be a whole question. */
const bare = /^(?:my|all|everything|tasks|todos|overdue|today|tomorrow|due|tonight)(?![\p{L}\p{N}#])/iu;
const ordered = /(?:,?\s*(?:sorted|ordered))?\s+by\s+(due(?:\s+date)?|date|priority|title|name|creation|age)\s*$/i;
/** The beginning of a question whose words are those of a task: "what do I need to buy". */
const about =
  /^(?:what\s+do\s+i\s+(?:need|have)\s+to|what\s+should\s+i|what\s+must\s+i|do\s+i\s+have\s+anything\s+(?:about|on|for|with)|do\s+i\s+have\s+(?:any\s+)?tasks?\s+(?:about|on|for|with))\s+(?<terms>\p{L}[\p{L}\s]*)$/iu;

export function parseSearch(text: string): Command | undefined {
  const found =
    /^(?:find|search(?:\s+for)?|look\s+(?:for|up)|where(?:['’]?s|\s+is))\s+(?:(?:my|the|all|any)\s+)?(?:tasks?\s+)?(?:(?:about|for|with|containing|called|named)\s+)?(?<terms>\S.*)$/is.exec(
      text,
    );
  return found?.groups && { do: 'search', terms: found.groups['terms']! };
}

/** Parses a question about tasks: which ones, in which order. @returns undefined for any other message */
export function parseListing(text: string, reader: Reader): Command | undefined {
  if (/^(?:what\s+am\s+i\s+late\s+with|did\s+i\s+miss\s+(?:anything|something))$/i.test(text)) {
    return listing({ filter: { status: 'overdue' } });
  }
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
  if (named.startsWith('due') || named === 'date') return 'due';
  if (named === 'priority') return 'priority';
  return named === 'creation' || named === 'age' ? 'created' : 'title';
}
