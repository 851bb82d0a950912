import { type SlotValues, slots } from '../grammar/slots.ts';
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

const whats = "what's|what_is|whats|what_are";
const doFirst =
  'do|tackle|start|start_with|start_on|work_on|begin_with|focus_on|get_started_on|be_doing|be_working_on|do_about';
const lists = 'list|to_do_list|todo_list|tasks|to_-_do_list|agenda|calendar|schedule';
const myDay =
  'my_day|the_day|today|my_today|my_day_for_me|my_tasks_for_today|my_tasks_today|the_rest_of_my_day|my_schedule';

const written: Production[] = [
  [
    `${whats}|what_comes|what's_up next|next_up|coming_next|up_next on_my_list|for_me|on_the_list|on_my_agenda?`,
    fixed({ do: 'next' }),
  ],
  [
    `${whats}|show_me|tell_me my|the? next task|thing|one|up|deadline|todo|item|appointment? to_do|on_my_list|due?`,
    fixed({ do: 'next' }),
  ],
  [`${whats} coming|up next`, fixed({ do: 'next' })],
  [
    "what_do_i_have|what_have_i_got|what's_due|what_is_due|which_task_is|what_task_is next|coming_up_next|up_next",
    fixed({ do: 'next' }),
  ],
  [
    `what|which|which_task|what_task should_i|can_i|shall_i ${doFirst} first|now|next|right_now|first_thing?`,
    fixed({ do: 'first' }),
  ],
  [
    `what|which|which_task|what_task do_i|must_i|do_i_need_to|do_i_have_to ${doFirst} first|now|next|right_now|first_thing`,
    fixed({ do: 'first' }),
  ],
  [
    'what_to_do|where_do_i_start|where_should_i_start|where_to_start|where_do_i_begin|what_first|what_now|now_what first|now?',
    fixed({ do: 'first' }),
  ],
  [
    `${whats}|which_is|show_me|tell_me the? most_important|most_urgent|top_priority|highest_priority|top|biggest_priority|number_one_priority|most_pressing thing|task|priority|one? right_now|now|today|on_my_list|to_do?`,
    fixed({ do: 'first' }),
  ],
  [`${whats} the? first thing|task i? should|need_to|have_to|must|to|want_to? ${doFirst}`, fixed({ do: 'first' })],
  [
    'suggest|recommend|pick something|a_task|what_to_do|one to_do|for_me_to_do|for_me|to_work_on? first|now|next?',
    fixed({ do: 'first' }),
  ],
  [
    `help_me|help? plan|organize|organise|schedule|prioritize|prioritise|structure|sort_out|arrange ${myDay}`,
    fixed({ do: 'plan' }),
  ],
  [
    `what_should|what_does|how_does|how_is|how_should|how's my|the? day|today|schedule look|look_like|looking|be_like|shaping_up|going_to_look? today|like?`,
    fixed({ do: 'plan' }),
  ],
  [`${whats} my|the day|schedule|plan look|looking|looks|going_to_look? like|today|for_today?`, fixed({ do: 'plan' })],
  [`make|give me? a plan|schedule for ${myDay}`, fixed({ do: 'plan' })],
  [
    'am_i|are_we|will_i_be free|busy|available|booked|doing_anything|doing_something on|at|in|this? <when:period>',
    free,
  ],
  [
    'do_i_have|have_i_got|is_there|will_i_have|do_we_have|have_we_got any|some|much|enough? time|free_time|space|room|plans|anything_planned|anything_on|anything_going_on on|in|for|at? <when:period>',
    free,
  ],
  ["is|how's|how_is my|the? <when:period> free|busy|full|open|clear|packed|booked|looking_busy|looking_full", free],
  ['how_busy am_i|is_it on|in? <when:period>', free],
  [
    'do_i_have_anything|is_there_anything|have_i_got_anything|is_there_something|do_i_have_something|do_i_have_plans|is_anything|anything on|for|planned_for|planned|due_on|due|scheduled_for|happening|happening_on|going_on|going_on_on? <when:period>',
    free,
  ],
  [
    `what|which|any|my|upcoming|all_my reminders|alarms|alerts do_i_have_set|do_i_have|have_i_set|have_i_got|are_there|are_set|did_i_set|are_coming_up|are_coming|are_active|are_scheduled|are_next|are_on?`,
    fixed({ do: 'reminders' }),
  ],
  [
    `show|list|show_me|see|what_are|read|read_me|tell_me|give_me|check|${whats} all|all_of? my|the|upcoming|active? upcoming|active|next? reminders|alarms|alerts`,
    fixed({ do: 'reminders' }),
  ],
  ['do_i_have|are_there|have_i_got|have_i any? reminders|alarms|alerts set|coming_up?', fixed({ do: 'reminders' })],
  [
    "when's|what's_the_date_of|when_is_the_deadline_for|what_is_the_due_date_of|what's_the_due_date_of|when_do_i_have|when_is_my|when_is_my_next|when's_my_next|when_is_the_next|when's_the_next|when_do_i_see|when_do_i_go_to|what's_the_deadline_for|when's_the_deadline_for <which:object> due|coming|happening? again?",
    when,
  ],
  [
    'remind_me|tell_me|let_me_know|do_you_know|can_you_tell_me|check when|what_time|what_day|which_day <which:object> is|are is_due|due|again?',
    when,
  ],
  [
    'how_long|how_much_time|how_many_days do_i_have|is_it|have_i_got|is_left? until|till|before|for|left_for <which:object> is|are? due?',
    when,
  ],
  [
    'when|what_time|what_day|which_day am_i|are_we|do_i seeing|meeting|visiting|going_to|calling|doing|see|meet|visit|go_to <which:object> again?',
    when,
  ],
  ['when|what_time is|are|was <which:object> due|coming|happening|on|this|next? <day:period>', when],
  ['do_i_have|have_i_got|is_there <which:named> on|for? <day:period>', when],
  ['when do_i need_to|have_to|must <which:object> by', when],
  ['is|are <which:named> coming|happening|due|scheduled on|for? <day:period>', when],
  [
    'and|what_about|how_about <which:named>',
    ({ which }: Which, reader): Command | undefined =>
      which.by === 'words' && !slots.period(which.words, reader) ? { do: 'when', which } : undefined,
  ],
  [
    'when|what_time|at_what_time does|do|did|will <which:object> come|happen|start|begin|arrive|take_place|be? again?',
    when,
  ],
  ['by_when|until_when do_i_have_to|do_i_need_to|must_i|should_i|is <which:object> due?', when],
  [
    'when|what_time|what_day|which_day is|are|was|do_i|should_i|do_i_have_to|must_i|do_i_need_to|am_i_supposed_to <which:object> due|scheduled|set_for|coming|happening? again?',
    when,
  ],
  [
    'when|what_time|what_day|which_day is|are|was|do_i|should_i|do_i_have_to|must_i|do_i_need_to|am_i_supposed_to <which:object>',
    when,
  ],
  ['at? when|what_time am_i|are_we|was_i meant_to|supposed_to <which:object> again?', when],
  ['when|at_what_time will|do|are you remind|reminding|going_to_remind me of|about|to <which:object>', describe],
  ['what|which tags|labels|tag|label does|do|has|have <which:object> have|got|carry?', describe],
  ['is|are|was|were <which:object> <verb:past> yet|already?', status],
  ['is|are|was|were <which:object> done|finished|complete|open yet|already|still?', status],
  ['did_i|have_i|did_we|have_we already|just? <verb:past> <which:object> yet|already', status],
  ['did_i|have_i|did_we|have_we already|just? <verb:past> <which:object>', status],
  ['did_i already? <verb:word> <which:object> yet|already|today', status],
  ['did_i already? <verb:word> <which:object>', status],
  [`is|are <which:named> still? on|in my|the ${lists} already|still|yet?`, status],
  ['do_i|do_we|should_i|must_i still|really|also? need_to|have_to|need|got_to? <which:named> still?', status],
  ['have_i_got|do_i_have|is_there a|an|any <which:named> on_my_list|scheduled|coming_up?', status],
  ['how important|urgent is|are <which:object>', describe],
  ['is|are <which:named> urgent|important|high_priority|low_priority', describe],
  ['how overdue|late is|are <which:object>', when],
  ['on_which_date|on_what_date|on_what_day|on_which_day is|are|am_i|do_i_have <which:object>', when],
  ['any|are_there_any|do_i_have_any reminders|reminder|alarms set? for|on|about <which:object>', describe],
  [
    `${whats} the? priority|importance|tags|tag|note|notes|description|status|details|state of|on|for <which:object>`,
    describe,
  ],
  ['what_priority|how_high is|does|has <which:object> have?', describe],
  [
    'is|are <which:named> overdue|late|due|due_today|due_tomorrow|due_soon|due_this_week|scheduled|coming_up already|yet?',
    when,
  ],
  ['what_do_you_know|what_do_i_know|what_have_i_got|what_is_there about <which:named>', describe],
  ['tell_me|show_me about|more_about|more_on|everything_about <which:object>', describe],
  [
    'show|show_me|give_me|what_are|open|see the? details|notes|detail|info|information|note of|for|about|on <which:object>',
    describe,
  ],
  [
    `${whats}|what|which tags|labels do_i_have|have_i|are_there|do_i_use|are_in_use|did_i_use|am_i_using|have_i_used`,
    fixed({ do: 'tags' }),
  ],
  [
    `${whats}|what|which|tell_me_what lists|projects i_have|do_i_have|have_i|have_i_got|are_there|do_i_use|am_i_using|did_i_make`,
    fixed({ do: 'lists' }),
  ],
  [`show|show_me|list|${whats}|name|tell_me all? of? my|the lists|projects`, fixed({ do: 'lists' })],
  [
    `show|show_me|list|what|which|${whats} all? my|the? tags|labels do_i_have|have_i_got|are_there|do_i_use|exist|have_i_used?`,
    fixed({ do: 'tags' }),
  ],
  ['how_much is|do_i_have|of_my? <text:text>', count],
  ['how_many|how_many_of|what_number_of|which_number_of <text:text>', count],
  ['count <text:text>', count],
  [`${whats} the|my number|amount|count|total of <text:text>`, count],
  ['the? number|amount|count|total of <text:text>', count],
];

export const questions = productions(written);
