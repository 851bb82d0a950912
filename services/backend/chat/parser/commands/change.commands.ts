import type { Priority, Recurrence } from '../../../../../shared/events/task.schema.ts';
import type { Duration, SlotValues } from '../grammar/slots.ts';
import type { Reference } from '../objects/reference.ts';
import type { Change, Command } from './command.ts';
import { type Production, productions } from './production.ts';

interface Which {
  which: Reference;
}
type When = Which & { when: SlotValues['when'] };

const update = (which: Reference, change: Change): Command => ({ do: 'update', which, change });
const due = ({ which, when }: When) => update(which, { due: when });
/** For a sentence that only states something: without such a task it may be a task itself. */
const perhaps =
  <B extends Which>(meaning: (bindings: B) => Command) =>
  (bindings: B): Command =>
    ({ ...meaning(bindings), or: { do: 'unknown' } }) as Command;
const later = ({ which, by }: Which & { by: Duration }) => update(which, { postpone: by });
const earlier = ({ which, by }: Which & { by: Duration }) =>
  update(which, { postpone: Object.fromEntries(Object.entries(by).map(([unit, count]) => [unit, -count])) });
const noDue = ({ which }: Which) => update(which, { due: null });
const prioritised = ({ which, priority }: Which & { priority: Priority }) => update(which, { priority });
const tagged = ({ which, tags }: Which & { tags: string[] }) => update(which, { addTags: tags });
const taggedOnce = ({ which, tag }: Which & { tag: string }) => update(which, { addTags: [tag] });
const untagged = ({ which, tags }: Which & { tags: string[] }) => update(which, { removeTags: tags });
const untaggedOnce = ({ which, tag }: Which & { tag: string }) => update(which, { removeTags: [tag] });
const titled = ({ which, text }: Which & { text: string }) => update(which, { title: text });
/** "Turn the report into a PDF" may mean another thing than its title. */
const perhapsTitled = (said: Which & { text: string }): Command => ({ ...titled(said), isLoose: true }) as Command;
const retagged = ({ which, old, tag }: Which & { old: string; tag: string }) =>
  update(which, { addTags: [tag], removeTags: [old] });
const unreminded = ({ which }: Which) => update(which, { noReminders: true });
const noted = ({ which, text }: Which & { text: string }) => update(which, { note: text });
const described = ({ which, text }: Which & { text: string }) => update(which, { description: text });
const repeated = ({ which, rule }: Which & { rule: { recurrence: Recurrence; due: SlotValues['rule']['due'] } }) =>
  update(which, { recurrence: rule.recurrence, firstDue: rule.due });
const reminded = ({ which, lead }: Which & { lead: Duration }) =>
  lead.months
    ? undefined
    : update(which, { addReminders: [{ minutesBefore: (lead.minutes ?? 0) + (lead.days ?? 0) * 24 * 60 }] });

const move =
  'move|reschedule|shift|push|push_back|postpone|delay|defer|put_off|change|re_-_schedule|bump|switch|slide|pull|kick|carry|carry_over|' +
  'roll_over|rebook|transfer|nudge|update|adjust|set_back|drag';
const dueDate = 'due_date|due|date|deadline|due_day|due_time|day|time|due_dates|dates|deadlines';
const to = 'to|until|till|for|on|by|onto|into';
const lead = 'before|beforehand|early|earlier|in_advance|ahead|ahead_of_time|prior';
const note = 'note|notes|comment|comments|description|details';
const reminder = 'reminder|reminders|alarm|alarms|notification|notifications';
const each = 'all_the|all_of_the|the|any|all';

const written: Production[] = [
  [`${move} <which:object> back|off|out|on|ahead? by? <by:duration> later?`, later],
  [`extend <which:object> by|for <by:duration>`, later],
  [`extend|push|push_back|delay|postpone the ${dueDate} of|for|on <which:object> by <by:duration>`, later],
  [`give me|us another|a_further? <by:duration> more? for|on|with|to_do|to_finish <which:object>`, later],
  [`give <which:object> another|an_extra|a_further? <by:duration> more?`, later],
  [`${move}|bring <which:object> by? <by:duration> earlier|sooner`, earlier],
  [`bring|pull|move <which:object> forward|up|ahead by? <by:duration>`, earlier],
  [`bring_forward <which:object> by <by:duration>`, earlier],
  [`make|have|do <which:object> <by:duration> later`, later],
  [`make|have|do <which:object> <by:duration> earlier|sooner`, earlier],
  [
    `change|set|move|push|extend|push_back|update the|a? ${dueDate} of|for|on <which:object> to|as|:|until? <when:when>`,
    due,
  ],
  [`change|set|move|push|update the ${dueDate} of|for|on <which:object> to_at|to|at <when:hour>`, due],
  [`set|add|put a|the ${dueDate} of|for|on? <when:when> for|on|to <which:object>`, due],
  [`give|assign <which:object> a|the ${dueDate} of|on|for? <when:when>`, due],
  [`the? ${dueDate} of|for|on <which:named> :|is|should_be|is_now|will_be|must_be|needs_to_be <when:when>`, due],
  [`extend <which:object> to|until|till <when:when>`, due],
  [
    `${move} <which:object> from <old:when> to <when:when>`,
    // "Everything from today" is a set.
    (said: When) => (said.which.by === 'set' || said.which.by === 'context' ? undefined : due(said)),
  ],
  [`${move}|bring_forward|bring|put|set <which:object> back|forward|all|over|up|off? ${to} <when:when>`, due],
  [`${move} <which:object> at|to_at <when:hour>`, due],
  [`${move} <which:object> <when:when>`, due],
  [`make|set|mark <which:object> due|to_be_due|as_due on|by|for? <when:when>`, due],
  [
    `<which:named> got|was|is|has_been|have_been|has|have|are|were|gets? moved|shifted|postponed|rescheduled|delayed|pushed|pushed_back|changed|put_off|bumped ${to} <when:when>`,
    perhaps(due),
  ],
  [
    `<which:named> should_be|must_be|needs_to_be|has_to_be|is_supposed_to_be due|done|finished by|on|at? <when:when>`,
    due,
  ],
  [`make|set|call <which:pronoun> <when:when>`, due],
  [`<which:named> must_be|should_be|has_to_be|needs_to_be <verb:past> by|on <when:when>`, perhaps(due)],
  [`<which:named> is|are now|actually? on|by <when:when>`, perhaps(due)],
  [`<which:named> is|are now|actually? at <when:hour>`, perhaps(due)],
  [`make|set <which:object> due at <when:hour>`, due],
  [`put|set|do|have|make <which:object> at <when:hour>`, due],
  [`<which:named> is|are now? due on|by? <when:when>`, due],
  [`<which:named> is|are now? due at <when:hour>`, due],
  [`do|have <which:named> <when:when>`, due],
  [
    `remove|clear|delete|drop|take|take_off|unset|cancel|erase the|its|any? ${dueDate} from|away_from|of|off|for|on <which:object>`,
    noDue,
  ],
  [`no|without_a|remove_any ${dueDate} for|on <which:object>`, noDue],
  [`make|leave <which:object> undated|dateless|without_a_due_date|without_a_date|with_no_due_date|with_no_date`, noDue],
  [`<which:named> doesn't|does_not have|need a|any ${dueDate} any_more|anymore?`, noDue],
  [`<which:named> has_no|has_no_more|doesn't_have_a|does_not_have_a ${dueDate} any_more|anymore?`, noDue],
  ['unschedule <which:object>', noDue],
  [
    'set|change|raise|lower|bump|increase|decrease|reduce|update the? priority|importance of|for|on <which:object> to|as|up_to|down_to? <priority:priority>',
    prioritised,
  ],
  [
    'change|set|raise|lower|bump|increase|update <which:object> priority to|up_to|down_to <priority:priority>',
    prioritised,
  ],
  [
    'make|mark|set|flag|bump|raise|lower|drop|upgrade|downgrade|turn|move|change|put <which:object> up|down? as|to|to_be|into|at|with? a|an|the? <priority:priority> task?',
    prioritised,
  ],
  ['give|assign <which:object> a|the? <priority:priority>', prioritised],
  ['set|put|give|assign a|the? <priority:namedPriority> on|to|for <which:object>', prioritised],
  ['<which:named> priority :|= <priority:priority>', prioritised],
  [
    '<which:named> is|are|should_be|must_be|needs_to_be|has_to_be|became|has_become|just_became now|really|very|super|actually|a_lot? a|an|more|of? <priority:priority> now?',
    prioritised,
  ],
  ['replace|swap|change the? tag? <old:tag> on|of|from|for <which:object> with|by|to|for the_tag? <tag:tag>', retagged],
  ['tag|label|mark <which:object> with|as the? tag|tags? <tags:tags>', tagged],
  ['mark|give <which:object> with_the_tag|with_tag|with_the_label|the_tag|the_label|a_tag <tag:tag>', taggedOnce],
  ['tag|label <which:object> <tags:tags>', tagged],
  ['tag|label <which:pronoun> <tag:tag>', taggedOnce],
  ['tag|label <which:object> with|as the? tag? <tag:tag>', taggedOnce],
  ['add|put|attach|apply|stick the? tag|tags|label? <tags:tags> to|on|onto <which:object>', tagged],
  ['add|put|attach|apply|stick the|a? tag|label <tag:tag> to|on|onto <which:object>', taggedOnce],
  [
    `remove|delete|drop|take|clear|strip ${each} tags|labels from|off|of|on <which:object>`,
    ({ which }: Which) => update(which, { removeTags: 'all' }),
  ],
  ['remove|delete|drop|take the? tag|tags|label? <tags:tags> from|off <which:object>', untagged],
  ['remove|delete|drop|take the? tag|label <tag:tag> from|off <which:object>', untaggedOnce],
  ['remove|delete|drop|take the|a? <tag:tag> tag|label from|off <which:object>', untaggedOnce],
  ['untag <which:object> from|with? <tags:tags>', untagged],
  ['untag <which:object>', ({ which }: Which) => update(which, { removeTags: 'all' })],
  [
    "stop_repeating|don't_repeat|do_not_repeat <which:object> any_more|anymore?",
    ({ which }: Which) => update(which, { recurrence: null }),
  ],
  [
    "<which:named> no_longer|doesn't|does_not|shouldn't|should_not repeats|repeat|recurs|recur any_more|anymore|any_longer?",
    ({ which }: Which) => update(which, { recurrence: null }),
  ],
  [
    'remove|clear|delete|cancel|stop|turn_off|end the? recurrence|repetition|repeat|repeating of|from|for|on <which:object>',
    ({ which }: Which) => update(which, { recurrence: null }),
  ],
  ['repeat|do|schedule <which:object> <rule:rule>', repeated],
  [
    'make|set|have <which:object> to|a|an? repeat|recur|recurring|repeating? <rule:rule> task|todo|thing|one?',
    repeated,
  ],
  ['change|set|switch <which:object> to <rule:rule>', repeated],
  ['<which:named> repeats|recurs|happens|should_repeat|should_be|is|comes <rule:rule>', perhaps(repeated)],
  [
    `add|append|put|write|attach|leave a|the? ${note} to|on|for|in <which:object> :|saying|that_says|that|to_say <text:text>`,
    noted,
  ],
  [`add|append|write to|in|into the ${note} of|for|on <which:object> :|that|saying <text:text>`, noted],
  [`add|append|write|put to|in|into <which:object> ${note} : <text:text>`, noted],
  [`append|write|add|put <text:text> to|in|into <which:object> ${note}`, noted],
  [`add|put|append|attach|leave a|the? note|comment :? <text:text> to|on|for <which:object>`, noted],
  [`${note} on|for <which:named> : <text:text>`, noted],
  [`set|change|update the? ${note} of|for|on <which:object> to|as :? <text:text>`, described],
  [
    `remove|delete|cancel|clear|drop|turn_off|switch_off|disable|unset|mute my|its|the|all_the|all|any? ${reminder} for|about|of|on|from <which:object>`,
    unreminded,
  ],
  [
    "don't|do_not|stop remind|reminding|notify|notifying|alert|alerting me about|of|for <which:object> any_more|anymore?",
    unreminded,
  ],
  ['remind|notify|alert|ping|tell me <lead:duration> before|ahead_of|prior_to|in_advance_of <which:object>', reminded],
  [`remind|notify|alert|ping|tell me about|of|for <which:object> <lead:duration> ${lead}`, reminded],
  [
    'add|set|create|make|put|give_me a|an|another? reminder|alarm <lead:duration> before|ahead_of|prior_to <which:object>',
    reminded,
  ],
  [
    `add|set|create|make|put|give_me a|an|another? reminder|alarm for|to|on|about <which:object> <lead:duration> ${lead} it?`,
    reminded,
  ],
  ['add|set|create|put a? <lead:duration> reminder to|for|on <which:object>', reminded],
];

const renaming: Production[] = [
  ['rename|retitle|reword|rephrase <which:object> to|as|into|: <text:text>', titled],
  ['set|change|update|edit the? title|name|text|wording of|for|on <which:object> to|into <text:text>', titled],
  ['edit|update|correct|change|make <which:object> to_say|say|so_it_says|so_that_it_says <text:text>', titled],
  ['change|edit|turn|update|correct <which:object> to|into <text:text>', perhapsTitled],
];

export const changes = productions(written);
/** Text after "to" that is not a date, a priority or a rule is a new title. */
export const renames = productions(renaming);

/** "I'll buy milk tomorrow", "schedule a haircut for friday": moves a task if there is one, and adds it otherwise. */
export const plans = productions([
  [
    `i'll|i_will|i'm_going_to|i_am_going_to|let_me|i_want_to|i'd_like_to|i'd_rather do? <which:object> on|by|for? <when:when>`,
    due,
  ],
  [`add <by:duration> to <which:object>`, later],
  [`schedule <which:object> for|on|to|by <when:when>`, due],
  [`schedule <which:object> at <when:hour>`, due],
  [`schedule <which:object> <when:when>`, due],
]);

/** Verbs that need to know until when. */
export const postponing = productions([
  [`put|push <which:object> off|back`, ({ which }: Which) => ({ do: 'postpone', which, verb: 'postpone' })],
  [
    `postpone|delay|defer|reschedule|put_off|push_back <which:object> back|off?`,
    ({ which }: Which) => ({ do: 'postpone', which, verb: 'postpone' }),
  ],
]);
