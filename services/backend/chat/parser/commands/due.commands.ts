import type { Duration, SlotValues } from '../grammar/slots.ts';
import type { Reference } from '../objects/reference.ts';
import type { Change, Command } from './command.ts';
import { type Production, productions } from './production.ts';

interface Which {
  which: Reference;
}
type When = Which & { when: SlotValues['when'] };

export const update = (which: Reference, change: Change): Command => ({ do: 'update', which, change });
const due = ({ which, when }: When) => update(which, { due: when });
/** For a sentence that only states something: without such a task it may be a task itself. */
export const perhaps =
  <B extends Which>(meaning: (bindings: B) => Command) =>
  (bindings: B): Command =>
    ({ ...meaning(bindings), or: { do: 'unknown' } }) as Command;
const later = ({ which, by }: Which & { by: Duration }) => update(which, { postpone: by });
const earlier = ({ which, by }: Which & { by: Duration }) =>
  update(which, { postpone: Object.fromEntries(Object.entries(by).map(([unit, count]) => [unit, -count])) });
const noDue = ({ which }: Which) => update(which, { due: null });

const move =
  'move|reschedule|shift|push|push_back|postpone|delay|defer|put_off|change|re_-_schedule|bump|switch|slide|pull|kick|carry|carry_over|' +
  'roll_over|rebook|knock|knock_back|transfer|nudge|update|adjust|set_back|drag';
const dueDate = 'due_date|due|date|deadline|due_day|due_time|day|time|due_dates|dates|deadlines';
const to = 'to|until|till|for|on|by|onto|into';

const written: Production[] = [
  [`${move} <which:object> back|off|out|on|ahead? by|for? <by:duration> later?`, later],
  [`extend <which:object> by|for <by:duration>`, later],
  [`extend|push|push_back|delay|postpone the ${dueDate} of|for|on <which:object> by <by:duration>`, later],
  [`give me|us another|a_further? <by:duration> more? for|on|with|to_do|to_finish <which:object>`, later],
  [
    `i need|want|could_use|require another|a_further|an_extra? <by:duration> more? for|on|with|to_do|to_finish <which:object>`,
    perhaps(later),
  ],
  [`give <which:object> another|an_extra|a_further? <by:duration> more?`, later],
  [`${move}|bring|prepone <which:object> by? <by:duration> earlier|sooner`, earlier],
  [`prepone <which:object> by? <by:duration>`, earlier],
  [`prepone <which:object> ${to} <when:when>`, due],
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
  [`${move}|bring_forward|bring|put|set <which:object> back|forward|all|over|up|off|out|ahead? ${to} <when:when>`, due],
  [`<which:named> can|could|may|must|will|has_to|have_to wait|be_left until|till|to|for <when:when>`, perhaps(due)],
  [`let <which:object> slide|slip|wait|go to|until|till <when:when>`, due],
  [`put|set|add a|the? ${dueDate} on|for|to <which:object> : <when:when>`, due],
  [`wipe|strip the? ${dueDate} off|from|of <which:object>`, noDue],
  [`<which:pronoun> a|one? <by:duration> later`, later],
  [`<which:pronoun> a|one? <by:duration> earlier`, earlier],
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
  [`i meant|mean on|at|for? <when:when>`, ({ when }: When) => due({ which: { by: 'it' }, when })],
  [`<which:named> must_be|should_be|has_to_be|needs_to_be <verb:past> by|on <when:when>`, perhaps(due)],
  [`<which:named> is|are now|actually? on|by <when:when>`, perhaps(due)],
  [`<which:named> is|are coming|happening|taking_place|starting on|by? <when:when>`, perhaps(due)],
  [`<which:named> is|are coming|happening|taking_place|starting at <when:hour>`, perhaps(due)],
  [
    `<which:object> should|must|can|needs_to|need_to|has_to|have_to|ought_to go|move|be_moved|be_shifted|be_pushed|shift|be_postponed ${to} <when:when>`,
    due,
  ],
  [`<which:named> is|are now|actually? at <when:hour>`, perhaps(due)],
  [`make|set <which:object> due at <when:hour>`, due],
  [`put|set|do|have|make <which:object> at <when:hour>`, due],
  [`<which:named> is|are now? due on|by? <when:when> now|instead?`, due],
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
];

/** Changes of a due. */
export const dues = productions(written);

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
  [`put|stick|slot|pencil|pop <which:object> in|down for|on <when:when>`, due],
]);

/** Verbs that need to know until when. */
export const postponing = productions([
  [`put|push <which:object> off|back`, ({ which }: Which) => ({ do: 'postpone', which, verb: 'postpone' })],
  [
    `postpone|delay|defer|reschedule|put_off|push_back <which:object> back|off?`,
    ({ which }: Which) => ({ do: 'postpone', which, verb: 'postpone' }),
  ],
]);
