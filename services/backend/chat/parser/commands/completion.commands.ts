import type { Reference } from '../objects/reference.ts';
import type { Command } from './command.ts';
import { type Production, productions } from './production.ts';

interface Which {
  which: Reference;
}
const complete = ({ which }: Which): Command => ({ do: 'complete', which });
const reopen = ({ which }: Which): Command => ({ do: 'reopen', which });
const remove = ({ which }: Which): Command => ({ do: 'delete', which });
const past = ({ verb, which }: Which & { verb: string }): Command => ({ do: 'past', verb, which });

const speaking = /^(?:call|phon|email|text|answer|repl|ask|visit|arriv|invit|remind|ring|write|tell|meet|see|speak)/;
/** What a task is once it is done. A dentist that "is closed" is not. */
const over =
  'done|finished|completed|complete|over|checked_off|ticked_off|crossed_off|done_with|finished_with|taken_care_of|dealt_with|sorted|handled|out_of_the_way';
const list =
  'my_list|the_list|my_to_-_do_list|my_to_do_list|my_todo_list|my_tasks|the_to_do_list|the_to_-_do_list|the_todo_list|it|there|here';
const adverb = 'just|already|now|finally|all|totally|completely|actually|also|both|at_last|have';
const i = "i|i_have|i've|ive|we|we_have|we've|have";
/** "Picked up the eggs", "dropped the books off". */
const particle = 'up|off|out|in|down|back|over|away';
const finish =
  'complete|finish|finished|completed|done|close|close_out|check|tick|cross|check_off|tick_off|cross_off|mark_off|cross_out|finish_off|strike_off|strike|scratch|scratch_off|wrap_up|knock_out|get_done';

const reopening: Production[] = [
  [
    'reopen|uncomplete|uncheck|untick|unmark|unfinish|restore|bring_back|un_-_complete|un_-_tick|un_-_check <which:object>',
    reopen,
  ],
  ['re_-_open <which:object>', reopen],
  [
    'bring|put|get|add|take|move <which:object> back on|onto|to|into_my|the|my? list|tasks|to_do_list|todo_list|to_-_do_list',
    reopen,
  ],
  [
    'bring|put|get|take|move <which:object> back on|onto|to|into my|the list|tasks|to_do_list|todo_list|to_-_do_list',
    reopen,
  ],
  ['bring <which:object> back', reopen],
  [
    'mark|set <which:object> back? as|to? not_done|not_yet_done|not_finished|not_completed|not_complete|undone|incomplete|unfinished|open|open_again|todo|to_do|pending|active|unchecked',
    reopen,
  ],
  [
    '<which:named> is|are|was|were actually|still? open_again|not_done|not_finished|not_completed|not_complete yet|after_all?',
    reopen,
  ],
  [
    "<which:named> isn't|aren't|wasn't|weren't|isnt|arent actually|really? done|finished|completed|complete|over yet|after_all?",
    reopen,
  ],
  ["<which:named> isn't|aren't|wasn't|weren't|hasn't_been|haven't_been actually|really? <verb:past> yet?", reopen],
  ['<which:named> is_not|are_not|was_not|has_not_been|have_not_been <verb:past> yet?', reopen],
  [
    "i still|actually|really? haven't|have_not|didn't|did_not|didnt|havent actually|really? <verb:past> <which:object> yet",
    reopen,
  ],
  [
    "i still|actually|really? haven't|have_not|didn't|did_not|didnt|havent actually|really? <verb:past> <which:object>",
    reopen,
  ],
  ["i_didn't|i_did_not finish|complete|do <which:object> yet?", reopen],
];

const discard =
  'get_rid_of|throw_away|throw_out|forget_about|forget|delete|remove|erase|trash|discard|scrap|drop|cancel|toss|toss_out|bin|ditch|dump|nuke|purge|eliminate|kill|lose|axe|chuck|junk|destroy|dismiss|zap|call_off';

const deleting: Production[] = [
  [
    `${discard} <which:object> for|on? <day:period>`,
    (said: Which) => (said.which.by === 'words' ? remove(said) : undefined),
  ],
  [`${discard}|clear|wipe <which:object> from|off|off_of|out_of ${list}`, remove],
  [`take|get|pull <which:object> off|from|off_of|out_of ${list}`, remove],
  [`take <which:object> off|out`, remove],
  [`take_off|take_out <which:object>`, remove],
  [
    `${discard}|clear|clear_out|clear_away|clear_off|wipe|wipe_out|wipe_off|wipe_away|clean_up|clean_out|empty <which:object>`,
    remove,
  ],
  [
    "i_no_longer_need|i_don't_need|i_do_not_need|i_don't_have|i_do_not_have|i_don't_want|i'm_not_going|i_won't|i_won't_need|i_won't_be_needing|i_wont_need|i_dont_need|i_dont_have to? <which:object> on_my_list|on_the_list? any_more|anymore|any_longer|after_all",
    remove,
  ],
  [
    'i_no_longer_need|i_no_longer_have|i_no_longer_want|no_need|no_longer_need to? <which:object> any_more|anymore?',
    remove,
  ],
  ['<which:named> is|are|was|were|has_been|have_been|got now? cancelled|canceled|called_off|scrapped|off', remove],
  ['<which:named> is|are no_longer|not needed|necessary|required|relevant|happening any_more|anymore?', remove],
  ["<which:named> isn't|aren't needed|necessary|required|relevant|happening any_more|anymore?", remove],
];

/** Statements that something is over. They stand before questions, which begin with other words. */
const stating: Production[] = [
  [`i'm|i_am|im|we're|we_are ${adverb}? done|finished|through with <which:object>`, complete],
  [
    `${i} ${adverb}? done_with|finished_with|finished|completed|done|did|checked_off|ticked_off|crossed_off|wrapped_up|got_done_with|taken_care_of|took_care_of <which:object> ${adverb}|today|just_now|too|as_well|yesterday`,
    complete,
  ],
  [
    `${i} ${adverb}? done_with|finished_with|finished|completed|done|did|checked_off|ticked_off|crossed_off|wrapped_up|got_done_with|taken_care_of|took_care_of <which:object>`,
    complete,
  ],
  [`${i} got|gotten <which:object> ${over}`, complete],
  [`<which:named> is|are|has_been|have_been|was|were|got ${adverb}? ${over} now|too|today|already?`, complete],
  [`${adverb} done_with|finished_with|finished|completed <which:object>`, complete],
  [`${i} ${adverb}? crossed|ticked|checked|struck|scratched <which:object> off of|from? ${list}?`, complete],
  [`crossed|ticked|checked|struck|scratched <which:object> off of|from? ${list}?`, complete],
  [`that's|thats|that_is <which:named> ${over}|done|finished now|then?`, complete],
  [`<which:named> : ${over}`, complete],
];

const completing: Production[] = [
  [`${finish} with? :? <which:object> off? of|from|off_of? ${list}?`, complete],
  [`${finish} with? :? <which:object> off`, complete],
  [`${finish} with? :? <which:object>`, complete],
  [`mark|set|tick|check|put|flag|consider|count|log <which:object> as|to|off_as|down_as? ${over}|closed`, complete],
  [`<which:named> done|finished|completed|complete`, complete],
];

const pastTense: Production[] = [
  [`${i} ${adverb}? <verb:past> <which:object> ${adverb}|today|just_now|too|as_well|yesterday|this_morning`, past],
  [`${i} ${adverb}? <verb:past> ${particle}? ${adverb}? <which:object> ${particle}?`, past],
  [`${i}|just ${adverb}? been to|at <which:object>`, ({ which }: Which) => past({ verb: 'go', which })],
  [`${i} got|gotten|had <which:object> <verb:past>`, past],
  [`<which:named> is|are|has_been|have_been|was|were|got ${adverb}? <verb:past> ${particle}? now|today|already?`, past],
  [`<which:named> : ${adverb}? <verb:past>`, past],
  [`<which:named> ${adverb} <verb:past> ${particle}?`, past],
  [`${adverb}? <verb:past> ${particle}? <which:object> just_now|already|today`, past],
  [`${adverb}? <verb:past> ${particle}? <which:object> ${particle}?`, past],
  // "Bob called" is not "I called Bob".
  [
    '<which:named> <verb:past>',
    (said: Which & { verb: string }) => (speaking.test(said.verb) ? undefined : past(said)),
  ],
  [
    `${i} ${adverb}? <verb:past>`,
    ({ verb }: { verb: string }): Command | undefined =>
      verb === 'do' ? undefined : { do: 'past', verb, which: { by: 'words', words: '' } },
  ],
];

export const reopenings = productions(reopening);
export const deletions = productions(deleting);
export const statements = productions(stating);
export const completions = productions(completing);
export const pastTenses = productions(pastTense);
