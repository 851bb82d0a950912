import type { SlotValues } from '../grammar/slots.ts';
import type { Reference } from '../objects/reference.ts';
import { parseSet } from '../objects/set.parser.ts';
import type { Command } from './command.ts';
import { type Production, productions } from './production.ts';

interface Which {
  which: Reference;
}
interface During {
  when: SlotValues['period'];
}
const when = ({ which }: Which): Command | undefined =>
  which.by === 'words' || which.by === 'it' ? { do: 'when', which } : undefined;
const status = ({ which }: Which): Command | undefined =>
  which.by === 'words' || which.by === 'it' ? { do: 'status', which } : undefined;
const describe = ({ which }: Which): Command | undefined =>
  which.by === 'set' || which.by === 'context' ? undefined : { do: 'describe', which };
const free = ({ when }: During): Command => ({ do: 'free', period: when });
const fixed = (command: Command) => () => command;

const count: Production[1] = ({ text }: { text: string }, reader): Command | undefined => {
  const phrase = parseSet(text, reader, true);
  return phrase.unread === undefined ? { do: 'count', phrase, said: text } : undefined;
};

const written: Production[] = [
  ["what's|what_is|what's_up|what_comes|whats next", fixed({ do: 'next' })],
  ["what's|what_is|whats my|the next task|thing|one|up?", fixed({ do: 'next' })],
  ["what's|what_is coming|up next", fixed({ do: 'next' })],
  [
    'what_should_i|what_do_i|what_must_i|what_can_i do|tackle|start|start_with|work_on|begin_with|focus_on first|now|next|right_now?',
    fixed({ do: 'first' }),
  ],
  ['what_should_i_do|what_to_do|where_do_i_start|where_should_i_start|what_first|what_now', fixed({ do: 'first' })],
  [
    "what's|what_is|whats most_important|the_most_important|the_top_priority|top_priority thing|task? right_now|now|today?",
    fixed({ do: 'first' }),
  ],
  ['help_me? plan|organize|organise|schedule my_day|the_day|today|my_today|my_day_for_me', fixed({ do: 'plan' })],
  ['what_should|what_does my_day|today look_like|be_like', fixed({ do: 'plan' })],
  ['am_i|are_we free|busy|available on|at|in|this? <when:period>', free],
  [
    'do_i_have_anything|is_there_anything|have_i_got_anything|do_i_have_something|do_i_have_plans|is_anything|anything on|for|planned_for|due_on|due|scheduled_for? <when:period>',
    free,
  ],
  ['what|which reminders do_i_have|have_i_set|are_there|are_set', fixed({ do: 'reminders' })],
  ['show|list|show_me|see|what_are all|all_of? my|the? reminders', fixed({ do: 'reminders' })],
  ['do_i_have|are_there|have_i_got any? reminders set?', fixed({ do: 'reminders' })],
  [
    "when's|what's_the_date_of|when_is_the_deadline_for|what_is_the_due_date_of|what's_the_due_date_of|when_do_i_have|when_is_my|when_do_i_see|when_do_i_go_to <which:object>",
    when,
  ],
  [
    'when|what_time|what_day|which_day is|are|was|do_i|should_i|do_i_have_to|must_i|do_i_need_to|am_i_supposed_to <which:object> due|scheduled|set_for?',
    when,
  ],
  [
    'when|what_time|what_day|which_day is|are|was|do_i|should_i|do_i_have_to|must_i|do_i_need_to|am_i_supposed_to <which:object>',
    when,
  ],
  ['is|are|was|were <which:object> <verb:past> yet|already?', status],
  ['is|are|was|were <which:object> done|finished|complete|open yet|already|still?', status],
  ['did_i|have_i|did_we|have_we already|just? <verb:past> <which:object> yet|already', status],
  ['did_i|have_i|did_we|have_we already|just? <verb:past> <which:object>', status],
  ['did_i already? <verb:word> <which:object> yet|already|today', status],
  ['did_i already? <verb:word> <which:object>', status],
  ['how important|urgent is|are <which:object>', describe],
  ["what's|what_is the_priority_of <which:object>", describe],
  ['tell_me about|more_about <which:object>', describe],
  ['show|show_me|give_me|what_are the? details|notes of|for|about|on <which:object>', describe],
  ['how_much is|do_i_have? <text:text>', count],
  ['how_many <text:text>', count],
  ['count <text:text>', count],
  ["what's|what_is the_number_of <text:text>", count],
];

export const questions = productions(written);
