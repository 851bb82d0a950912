import type { Priority, Recurrence } from '../../../../../shared/events/task.schema.ts';
import type { Duration, SlotValues } from '../grammar/slots.ts';
import type { Reference } from '../objects/reference.ts';
import type { Command } from './command.ts';
import { dues, perhaps, update } from './due.commands.ts';
import { type Production, productions } from './production.ts';

interface Which {
  which: Reference;
}

const prioritised = ({ which, priority }: Which & { priority: Priority }) => update(which, { priority });
const tagged = ({ which, tags }: Which & { tags: string[] }) => update(which, { addTags: tags });
const taggedOnce = ({ which, tag }: Which & { tag: string }) => update(which, { addTags: [tag] });
const untagged = ({ which, tags }: Which & { tags: string[] }) => update(which, { removeTags: tags });
const untaggedOnce = ({ which, tag }: Which & { tag: string }) => update(which, { removeTags: [tag] });
const titled = ({ which, text }: Which & { text: string }) => update(which, { title: text });
/** "Turn the report into a PDF" may mean another thing than its title. */
const perhapsTitled = (said: Which & { text: string }): Command | undefined =>
  /\p{L}/u.test(said.text) ? ({ ...titled(said), isLoose: true } as Command) : undefined;
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

const lead = 'before|beforehand|early|earlier|in_advance|ahead|ahead_of_time|prior';
const note = 'note|notes|comment|comments|description|details';
const reminder = 'reminder|reminders|alarm|alarms|notification|notifications';
const each = 'all_the|all_of_the|the|any|all';

const written: Production[] = [
  [
    'change|set|raise|lower|update the? priority|importance of|for|on <which:object> from <old:priority> to <priority:priority>',
    prioritised,
  ],
  [
    'set|change|raise|lower|bump|increase|decrease|reduce|update the? priority|importance of|for|on <which:object> to|as|up_to|down_to? <priority:priority>',
    prioritised,
  ],
  [
    'change|set|raise|lower|bump|increase|update <which:object> priority to|up_to|down_to <priority:priority>',
    prioritised,
  ],
  [
    'make|mark|set|flag|bump|crank|dial|raise|lower|drop|upgrade|downgrade|turn|move|change|put <which:object> up|down? as|to|to_be|into|at|with? a|an|the? <priority:priority> task?',
    prioritised,
  ],
  ['give|assign <which:object> a|the? <priority:priority>', prioritised],
  ['<priority:priority> for|on <which:object>', prioritised],
  [
    '<which:object> to|becomes|become|down_to|up_to|goes_to|go_to <priority:priority>',
    (said: Which & { priority: Priority }) => (said.which.by === 'words' ? undefined : prioritised(said)),
  ],
  ['set|put|give|assign a|the? <priority:namedPriority> on|to|for <which:object>', prioritised],
  ['<which:named> priority :|= <priority:priority>', prioritised],
  [
    '<which:named> is|are|should_be|must_be|needs_to_be|has_to_be|became|has_become|just_became now|really|very|super|actually|a_lot? a|an|more|of? <priority:priority> now?',
    prioritised,
  ],
  ['replace|swap|change the? tag <old:tag> with|by|for|to the_tag? <tag:tag> on|of|for|in <which:object>', retagged],
  ['replace|swap|change the? tag? <old:tag> on|of|from|for <which:object> with|by|to|for the_tag? <tag:tag>', retagged],
  ['tag|label|mark <which:object> with|as the? tag|tags? <tags:tags>', tagged],
  ['mark|give <which:object> with_the_tag|with_tag|with_the_label|the_tag|the_label|a_tag <tag:tag>', taggedOnce],
  ['tag|label <which:object> <tags:tags>', tagged],
  ['give <which:object> the tags|labels <tags:words>', tagged],
  ['tag|label <which:pronoun> <tag:tag>', taggedOnce],
  ['tag|label <which:object> with|as the? tag? <tag:tag>', taggedOnce],
  ['add|put|attach|apply|stick the? tag|tags|label? <tags:tags> to|on|onto <which:object>', tagged],
  ['add|put|attach|apply|stick the|a? tag|label <tag:tag> to|on|onto <which:object>', taggedOnce],
  ['add|put|attach|apply|stick|slap|give a|an|the <tag:tag> tag|label to|on|onto <which:object>', taggedOnce],
  ['give <which:object> a|an|the <tag:tag> tag|label', taggedOnce],
  [
    `remove|delete|drop|take|clear|strip ${each} tags|labels from|off|of|on <which:object>`,
    ({ which }: Which) => update(which, { removeTags: 'all' }),
  ],
  ['remove|delete|drop|take the? tag|tags|label? <tags:tags> from|off <which:object>', untagged],
  ['remove|delete|drop|take the? tag|label <tag:tag> from|off <which:object>', untaggedOnce],
  [
    'remove|delete|drop|take|lose|ditch|strip the|a? <tag:tag> tag|label from|off|off_of|on|of <which:object>',
    untaggedOnce,
  ],
  ['untag <which:object> from|with? <tags:tags>', untagged],
  ['untag <which:object>', ({ which }: Which) => update(which, { removeTags: 'all' })],
  [
    "stop_repeating|don't_repeat|do_not_repeat <which:object> any_more|anymore?",
    ({ which }: Which) => update(which, { recurrence: null }),
  ],
  ['make <which:object> stop repeating|recurring', ({ which }: Which) => update(which, { recurrence: null })],
  [
    'stop|keep <which:object> from repeating|recurring|coming_back',
    ({ which }: Which) => update(which, { recurrence: null }),
  ],
  [
    "<which:named> no_longer|doesn't|does_not|shouldn't|should_not need_to|needs_to? repeats|repeat|recurs|recur any_more|anymore|any_longer?",
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
  ['turn|make|change <which:object> into|to a|an <rule:rule> task|todo|thing|one', repeated],
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
  [`jot|write|scribble down? on|under <which:object> : <text:text>`, noted],
  [`set|change|update the? ${note} of|for|on <which:object> to|as :? <text:text>`, described],
  [
    `remove|delete|cancel|clear|drop|turn_off|switch_off|disable|unset|mute my|its|the|all_the|all|any? ${reminder} for|about|of|on|from <which:object>`,
    unreminded,
  ],
  [
    "don't|do_not|stop remind|reminding|notify|notifying|alert|alerting me about|of|for <which:object> any_more|anymore?",
    unreminded,
  ],
  [
    `remind|notify|alert|ping|tell me <lead:duration> ${lead} it?`,
    ({ lead }: { lead: Duration }) => reminded({ which: { by: 'it' }, lead }),
  ],
  [
    'remind|notify|alert|ping|tell me <lead:duration> before|ahead_of|prior_to|in_advance_of i_have_to|i_need_to|i_must? <which:object> is_due|is|starts?',
    reminded,
  ],
  [`remind|notify|alert|ping|tell me about|of|for <which:object> <lead:duration> ${lead}`, reminded],
  [
    'add|set|create|make|put|give_me a|an|another? reminder|alarm <lead:duration> before|ahead_of|prior_to <which:object> is_due|is|starts?',
    reminded,
  ],
  [
    `add|set|create|make|put|give_me a|an|another? reminder|alarm for|to|on|about <which:object> <lead:duration> ${lead} it?`,
    reminded,
  ],
  ['add|set|create|put a? <lead:duration> reminder to|for|on <which:object>', reminded],
  [
    'give|send me a|an? <lead:duration> warning|reminder|notice|heads_up|heads_-_up|alert before|for|ahead_of|of <which:object>',
    reminded,
  ],
];

/** Before the dues: "every three weeks" is not a move by three weeks. */
const repeating: Production[] = [['change|set|switch|move <which:object> to <rule:rule>', repeated]];

const renaming: Production[] = [
  ['rename|retitle|reword|rephrase <which:object> to|as|into|: <text:text>', titled],
  ['set|change|update|edit the? title|name|text|wording of|for|on <which:object> to|into <text:text>', titled],
  ['give <which:object> a|the new name|title : <text:text>', titled],
  ['give <which:object> a|the new name|title of|called? <text:text>', titled],
  [
    '<which:named> should|must|needs_to|has_to be_called|be_named|be_titled|be_renamed|be_renamed_to <text:text>',
    perhaps(titled),
  ],
  ['edit|update|correct|change|make <which:object> to_say|say|so_it_says|so_that_it_says <text:text>', titled],
  ['change|edit|turn|update|correct <which:object> to|into <text:text>', perhapsTitled],
];

export const changes = [...productions(repeating), ...dues, ...productions(written)];
/** Text after "to" that is not a date, a priority or a rule is a new title. */
export const renames = productions(renaming);
