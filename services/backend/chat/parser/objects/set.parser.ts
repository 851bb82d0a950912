import type { Priority } from '../../../../../shared/events/task.schema.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { type Bindings, type Fit, fitsFrom, pattern, type Said, said } from '../grammar/pattern.ts';
import { slots } from '../grammar/slots.ts';
import type { Period } from '../objects/period.parser.ts';
import type { Filter, SetPhrase } from './filter.ts';

type When = Period & { said: string };
type Piece = Partial<Omit<SetPhrase, 'filter'>> & { filter?: Filter };
type Meaning = (bindings: Bindings) => Piece;

const noun = 'tasks|todos|to_dos|to_-_dos|to_do_items|items|things|ones|chores|stuff|to_-_do_items';
const oneNoun = 'task|todo|item|thing|one';
const having = 'with_the|with_a|with_an|with|of?';
const beside = 'except|excluding|but|but_not|apart_from|other_than';

const fixed = (piece: Piece) => () => piece;
const priority = (...priority: Priority[]) => fixed({ filter: { priority } });
const tag = ({ tag }: Bindings): Piece => ({ filter: { tag: [tag as string] } });
const notTag = ({ tag }: Bindings): Piece => ({ filter: { notTag: [tag as string] } });
const list = ({ list }: Bindings): Piece => ({ list: list as string });
const dueIn = ({ when }: Bindings): Piece => {
  const { from, to, said } = when as When;
  const period = { when: said, period: { ...(from ? { from } : {}), ...(to ? { to } : {}) } };
  if (said === 'today') return { ...period, filter: { status: 'today' } };
  return { ...period, filter: { ...(from ? { dueAfter: from } : {}), ...(to ? { dueBefore: to } : {}) } };
};
/** The parts of a phrase for a set, which may come in any order. The first that fits counts, in its longest form. */
const pieces: [string, Meaning][] = [
  ['in|from|on|of? list|the_list|my_list <list:listTitle>', list],
  ['in|from|on|of the|my? <list:listName> list', list],
  ['on|in|from|of|off my|the|our to_-_do|to_do|todo|whole|entire? list|plate|agenda|calendar|schedule|plan', fixed({})],
  ['my|the|our whole|entire|complete|full to_-_do|to_do|todo? list', fixed({ isAll: true })],
  ['in_the|in_my|the|my <list:listName> list', list],
  ['every|each task|todo|item|one|thing|chore|single_task|single_one', fixed({ isAll: true, isPlural: true })],
  [`${beside}|without # <tag:tag>`, notTag],
  ['not|without tagged|the_tag|tag #? <tag:tag>', notTag],
  [`${beside} for? <except:text>`, ({ except }) => ({ except: except as string })],
  [
    'without|with_no|have_no|has_no|with_out|no a|any? due? date|dates|deadline|deadlines|time',
    fixed({ filter: { noDue: true } }),
  ],
  [
    "that|which? don't_have|do_not_have|doesn't_have|haven't|lack|lacks|are_missing|is_missing|need|without a|any? due? date|deadline|time",
    fixed({ filter: { noDue: true } }),
  ],
  [
    "that_are|which_are? undated|unscheduled|dateless|not_scheduled|not_dated|aren't_scheduled|isn't_scheduled|aren't_due|not_planned|aren't_planned|not_yet_scheduled",
    fixed({ filter: { noDue: true } }),
  ],
  [
    'untagged|without_tags|without_a_tag|with_no_tags|with_no_tag|have_no_tags|have_no_tag|has_no_tag|without_any_tags',
    fixed({ filter: { noTag: true } }),
  ],
  ['that|which? recurring|repeating|repeat|recur|repeats|recurs|repeated', fixed({ filter: { repeats: true } })],
  [
    'that_are|which_are? not_done|not_finished|undone|open|pending|active|unfinished|incomplete|outstanding|left|remaining|left_to_do|uncompleted|unchecked|still_to_do|left_over',
    fixed({ filter: { status: 'open' } }),
  ],
  [
    "that_are|which_are|that_i|i|i_have|i've|that_i've|that_i_have|already|i_already|that_i_already? completed|complete|done|finished|checked_off|ticked_off|crossed_off|already_done|already_completed|ticked|checked|did|closed|marked_as_done",
    fixed({ filter: { status: 'completed' }, isPlural: true }),
  ],
  [
    'that_are|which_are|already? overdue|late|past_due|past_their_due_date|behind|behind_schedule|past_the_deadline|past_their_deadline|missed|expired',
    fixed({ filter: { status: 'overdue' }, isPlural: true }),
  ],
  [`${having} urgent|top|highest -? priority?`, priority('urgent')],
  [`${having} high -? priority?`, priority('high')],
  [`${having} medium|normal -? priority?`, priority('medium')],
  [`${having} low|lowest -? priority?`, priority('low')],
  [`${having} <named:priorityNumber>`, ({ named }) => ({ filter: { priority: [named as Priority] } })],
  ['most_important|most_urgent|most_pressing|highest_priority', priority('urgent')],
  ['important', priority('high', 'urgent')],
  ['priority is? urgent|p1|one', priority('urgent')],
  ['priority is? high', priority('high')],
  ['priority is? low', priority('low')],
  ['priority is? medium|normal', priority('medium')],
  ['tagged|labelled|labeled with|as? #? <tag:tag>', tag],
  ['with_the|with_a|with|and|by|by_the|have_the|has_the|under_the|under|that_have_the? tag|label #? <tag:tag>', tag],
  ['with_the|with_a|with|having_the|under_the <tag:tag> tag|label', tag],
  ['# <tag:tag>', tag],
  [
    'due|scheduled|planned|dated|coming_up|set|happening|that_are_due|which_are_due|to_be_done|to_do? on|for|in|during|from|of|over|within|at? <when:period>',
    dueIn,
  ],
  [
    'about|containing|mentioning|mention|named|called|with|contain|that_mention|that_contain|related_to|regarding|concerning <topic:topic>',
    ({ topic }) => ({ filter: { q: topic as string } }),
  ],
  [
    'all_of_them|them_all|these_all|all_of_these|all_of_those|both_of_them|them|these|those|both|they',
    fixed({ isContext: true }),
  ],
  [
    'absolutely|literally? all|every|everything|whatever|each|any|anything|every_single_one|the_lot|every_single|each_and_every',
    fixed({ isAll: true }),
  ],
  [noun, fixed({ isPlural: true })],
  [oneNoun, fixed({ isSingular: true })],
  [
    "the|my|mine|our|of|that|which|that's|that_is|which_is|are|is|and|a|an|have|has|due|other|ones|else|i_have|single|old",
    fixed({}),
  ],
  [`<word:word> ${noun}`, ({ word }) => ({ word: word as string, isPlural: true })],
  [`<word:word> ${oneNoun}`, ({ word }) => ({ word: word as string, isSingular: true })],
];
const compile = ([written, meaning]: [string, Meaning]) => [pattern(written), meaning] as const;
const compiled = pieces.map(compile);
/** Words that do not narrow down a question. */
const questionWords =
  "me|i|we|do|does|did|on|in|for|to|at|there|still|currently|now|or|what|what's|who|else|plate|agenda|list|lists|got|has|need|needs|get|must|should|please|" +
  'looking|look|looks|like|with|up|coming|scheduled|happening|going|am|be|it|set|already|yet|so|far|many|much|left|day|going_on|done|supposed|meant|' +
  'calendar|schedule|plan|planned|doing|this|just|only|really|right|again|out|here|us|gotta|having|see|show|were|was|been|can|will|total|altogether|exactly';
const loose = [
  compile(['every|each day|week|weekday|month|year', fixed({ filter: { repeats: true } })]),
  compile(['repeats|recurs? daily|weekly|monthly|yearly', fixed({ filter: { repeats: true } })]),
  compile(['get|getting|gets done', fixed({})]),
  ...compiled,
  compile(['for|regarding <word:word>', ({ word }) => ({ word: word as string })]),
  compile([questionWords, fixed({})]),
];

/** A longer text names no set: this bounds the time that any text takes. */
const mostWords = 25;

/** Reads a phrase such as "all overdue tasks tagged work except the report". The part that it cannot read is in `unread`. */
export function parseSet(text: string, reader: Reader, isLoose = false): SetPhrase {
  let phrase: SetPhrase = { filter: {} };
  const words = said(withoutPossessives(text), reader, { ...slots, topic, priorityNumber, listName, listTitle });
  if (words.tokens.length > mostWords) return { ...phrase, unread: words.text };
  for (let at = 0; at < words.tokens.length; ) {
    const fit = longestPiece(words, at, isLoose ? loose : compiled);
    if (!fit) return { ...phrase, unread: words.text.slice(words.tokens[at]!.start) };
    phrase = merged(phrase, fit.meaning(fit.bindings));
    at = fit.end;
  }
  return phrase;
}

function longestPiece(words: Said, at: number, pieces: typeof compiled): (Fit & { meaning: Meaning }) | undefined {
  for (const [piece, meaning] of pieces) {
    let longest: Fit | undefined;
    for (const fit of fitsFrom(piece, words, at)) if (!longest || fit.end > longest.end) longest = fit;
    if (longest) return { ...longest, meaning };
  }
  return undefined;
}

function merged({ filter, ...phrase }: SetPhrase, piece: Piece): SetPhrase {
  const { priority, tag, notTag, ...others } = piece.filter ?? {};
  const lists = Object.entries({ priority, tag, notTag }).filter(([, values]) => values);
  const joined = lists.map(([field, values]) => [field, [...(filter[field as 'tag'] ?? []), ...values!]]);
  // "Overdue tasks of today" are overdue tasks, but "what is left for today" means those of today.
  const status = filter.status && filter.status !== 'open' ? filter.status : (others.status ?? filter.status);
  return {
    ...phrase,
    ...piece,
    filter: { ...filter, ...others, ...Object.fromEntries(joined), ...(status ? { status } : {}) },
  };
}

/** Turns "today's tasks" into the tasks of today. */
function withoutPossessives(text: string): string {
  return text.replace(/\b(today|tomorrow|yesterday|tonight|\p{L}+day|week|month|weekend)['’]s(?=\s|$)/giu, '$1');
}

/** Returns the words of a title, up to the next part of the phrase. */
function topic(text: string): string | undefined {
  return /(?:^|\s)(?:due|tagged|except|without)(?:\s|$)|#/i.test(text)
    ? undefined
    : text.replace(/^["“](.*)["”]$/s, '$1');
}

/** "A list of work tasks" has no title. */
function listTitle(text: string): string | undefined {
  return /^(?:of|for|with|about)(?:\s|$)/i.test(text) ? undefined : topic(text);
}

function listName(text: string): string | undefined {
  return /^(?!(?:my|the|a|your|todo|do|to-do)$)[\p{L}\p{N}]+$/iu.test(text) ? text : undefined;
}

function priorityNumber(text: string, reader: Reader): Priority | undefined {
  return /^p[1-4]$/i.test(text) ? slots.priority(text, reader) : undefined;
}
