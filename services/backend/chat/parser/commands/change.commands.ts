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
const noted = ({ which, text }: Which & { text: string }) => update(which, { note: text });
const described = ({ which, text }: Which & { text: string }) => update(which, { description: text });
const repeated = ({ which, rule }: Which & { rule: { recurrence: Recurrence; due: SlotValues['rule']['due'] } }) =>
  update(which, { recurrence: rule.recurrence, firstDue: rule.due });
const reminded = ({ which, lead }: Which & { lead: Duration }) =>
  lead.months
    ? undefined
    : update(which, { addReminders: [{ minutesBefore: (lead.minutes ?? 0) + (lead.days ?? 0) * 24 * 60 }] });

const move = 'move|reschedule|shift|push|push_back|postpone|delay|defer|put_off|change|re-schedule';
const dueDate = 'due_date|due|date|deadline';
const to = 'to|until|till|for|on|by';

const written: Production[] = [
  [`${move} <which:object> back|off|out? by? <by:duration> later?`, later],
  [`${move}|bring <which:object> by? <by:duration> earlier|sooner`, earlier],
  [`bring <which:object> forward|ahead by? <by:duration>`, earlier],
  [`bring_forward <which:object> by <by:duration>`, earlier],
  [`make <which:object> <by:duration> later`, later],
  [`make <which:object> <by:duration> earlier|sooner`, earlier],
  [`change|set|move|push the? ${dueDate} of|for|on <which:object> to <when:when>`, due],
  [`${move}|bring_forward|bring <which:object> back|forward|all|over? ${to} <when:when>`, due],
  [`${move} <which:object> from <old:when> to <when:when>`, due],
  [`${move} <which:object> at|to_at <when:hour>`, due],
  [`${move} <which:object> <when:when>`, due],
  [`make|set <which:object> due|to_be_due on|by|for? <when:when>`, due],
  [`make|set <which:object> due at <when:hour>`, due],
  [`<which:named> is|are now? due on|by? <when:when>`, due],
  [`<which:named> is|are now? due at <when:hour>`, due],
  [`do <which:object> <when:when>`, due],
  [`remove|clear|delete|drop|take|unset the|its? ${dueDate} from|of|off|for|on <which:object>`, noDue],
  [`<which:named> has_no|has_no_more|doesn't_have_a|does_not_have_a ${dueDate} any_more|anymore?`, noDue],
  ['unschedule <which:object>', noDue],
  ['set|change|raise|lower|bump the? priority of|for|on <which:object> to|as|up_to? <priority:priority>', prioritised],
  ['change|set <which:object> priority to <priority:priority>', prioritised],
  ['make|mark|set|flag <which:object> as|to|to_be? a|an? <priority:priority>', prioritised],
  ['give <which:object> a|the? <priority:priority>', prioritised],
  ['<which:named> is|are now? a|an? <priority:priority>', prioritised],
  ['tag|label|mark <which:object> with|as the? tag|tags? <tags:tags>', tagged],
  ['tag|label <which:object> <tags:tags>', tagged],
  ['tag|label <which:object> with|as the? tag? <tag:tag>', taggedOnce],
  ['add|put the? tag|tags|label? <tags:tags> to|on <which:object>', tagged],
  ['add|put the|a? tag|label <tag:tag> to|on <which:object>', taggedOnce],
  ['remove|delete|drop|take the? tag|tags|label? <tags:tags> from|off <which:object>', untagged],
  ['remove|delete|drop|take the? tag|label <tag:tag> from|off <which:object>', untaggedOnce],
  ['untag <which:object> from|with? <tags:tags>', untagged],
  ['untag <which:object>', ({ which }: Which) => update(which, { removeTags: 'all' })],
  [
    "stop_repeating|don't_repeat|do_not_repeat <which:object> any_more|anymore?",
    ({ which }: Which) => update(which, { recurrence: null }),
  ],
  ['repeat <which:object> <rule:rule>', repeated],
  ['make|set <which:object> to? repeat|recur|recurring|repeating? <rule:rule>', repeated],
  [
    'add|append|put|write a|the? note|comment|description to|on|for|in <which:object> :|saying|that_says|that <text:text>',
    noted,
  ],
  ['note on|for <which:object> : <text:text>', noted],
  ['set|change the? description|note|notes of|for <which:object> to :? <text:text>', described],
  ['remind_me <lead:duration> before <which:object>', reminded],
  ['remind_me about|of <which:object> <lead:duration> before|beforehand|early|earlier|in_advance', reminded],
  ['add|set a? reminder <lead:duration> before <which:object>', reminded],
];

const renaming: Production[] = [
  ['rename|retitle <which:object> to|as|into <text:text>', titled],
  ['set|change the? title|name of|for <which:object> to|into <text:text>', titled],
  ['change <which:object> to|into <text:text>', titled],
];

export const changes = productions(written);
/** Text after "to" that is not a date, a priority or a rule is a new title. */
export const renames = productions(renaming);

/** "I'll buy milk tomorrow", "schedule a haircut for friday": moves a task if there is one, and adds it otherwise. */
export const plans = productions([
  [`i'll|i_will|i'm_going_to|i_am_going_to|let_me do? <which:object> on|by|for? <when:when>`, due],
  [`schedule <which:object> for|on|to|by <when:when>`, due],
  [`schedule <which:object> at <when:hour>`, due],
  [`schedule <which:object> <when:when>`, due],
]);

/** Verbs that need to know until when. */
export const postponing = productions([
  [
    `postpone|delay|defer|reschedule|put_off|push_back <which:object>`,
    ({ which }: Which) => ({ do: 'postpone', which, verb: 'postpone' }),
  ],
]);
