import type { Priority } from '../../../../../shared/events/task.schema.ts';
import { type Bindings, pattern } from '../grammar/pattern.ts';
import type { Filter, SetPhrase } from './filter.ts';
import type { Period } from './period.parser.ts';

type When = Period & { said: string };
export type Piece = Partial<Omit<SetPhrase, 'filter'>> & { filter?: Filter };
export type Meaning = (bindings: Bindings) => Piece;

const noun = 'jobs|deadlines|tasks|todos|to_dos|to_-_dos|to_do_items|items|things|ones|chores|stuff|to_-_do_items';
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
  ['my|the|our to_-_do|to_do|todo list', fixed({ isAll: true })],
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
    "that|which? hasn't_got|haven't_got|hasn't|has_not_got|have_not_got|have_got_no|has_got_no|don't_have|do_not_have|doesn't_have|haven't|lack|lacks|are_missing|is_missing|need|without a|any? due? date|deadline|time",
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
    "what_i_have|what_i|that_are|which_are|that_i|i|i_have|i've|that_i've|that_i_have|already|i_already|that_i_already? completed|complete|done|finished|checked_off|ticked_off|crossed_off|already_done|already_completed|ticked|checked|did|closed|marked_as_done",
    fixed({ filter: { status: 'completed' }, isPlural: true }),
  ],
  [
    'that_are|which_are|already? overdue|late|past_due|past_their_due_date|behind|behind_schedule|past_the_deadline|past_its_due_date|past_its_deadline|past_their_deadline|missed|expired',
    fixed({ filter: { status: 'overdue' }, isPlural: true }),
  ],
  [`${having} urgent|top|highest -? priority?`, priority('urgent')],
  [`${having} high -? priority?`, priority('high')],
  [`${having} medium|normal -? priority?`, priority('medium')],
  [`${having} low|lowest -? priority|prio?`, priority('low')],
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
    'due|scheduled|planned|dated|coming_up|set|happening|that_are_due|which_are_due|to_be_done|to_do|falling|that_fall|fall? on|for|in|during|from|of|over|within|at? <when:period>',
    dueIn,
  ],
  [
    'with|that_have|having <topic:topic> in the|their title|name|titles|names',
    ({ topic }) => ({ filter: { q: topic as string } }),
  ],
  [
    'about|containing|mentioning|mention|named|called|with|contain|contains|mentions|that_mention|that_contain|that_contains|that_mentions|related_to|regarding|concerning the_word|the_words? <topic:topic>',
    ({ topic }) => ({ filter: { q: topic as string } }),
  ],
  [
    'all_of_them|them_all|these_all|all_of_these|all_of_those|both_of_them|them|these|those|both|they',
    fixed({ isContext: true }),
  ],
  [
    'absolutely|literally? all|every|everything|whatever|each|any|anything|every_single_one|the_lot|every_single|every_last|each_and_every',
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
/** The parts of a phrase that names tasks. */
export const compiledPieces = pieces.map(compile);
/** Words that do not narrow down a question. */
const questionWords =
  "me|i|we|do|does|did|on|in|for|to|at|there|still|currently|now|or|what|what's|who|else|plate|agenda|list|lists|got|has|need|needs|get|must|should|please|" +
  'looking|look|looks|like|with|up|coming|scheduled|happening|going|am|be|it|set|already|yet|so|far|many|much|left|day|going_on|done|supposed|meant|' +
  'calendar|schedule|plan|planned|doing|this|just|only|really|right|again|out|here|us|gotta|having|see|show|were|was|been|can|will|total|altogether|exactly';
export const loosePieces = [
  compile(['every|each day|week|weekday|month|year', fixed({ filter: { repeats: true } })]),
  compile(['repeats|recurs? daily|weekly|monthly|yearly', fixed({ filter: { repeats: true } })]),
  compile(['get|getting|gets done', fixed({})]),
  ...compiledPieces,
  compile(['for|regarding <word:word>', ({ word }) => ({ word: word as string })]),
  compile([questionWords, fixed({})]),
];
