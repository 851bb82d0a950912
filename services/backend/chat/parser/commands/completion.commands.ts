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
const over = 'done|finished|completed|complete|closed';
const list = 'my_list|the_list|my_to_-_do_list|my_to_do_list|my_todo_list|my_tasks';
const adverb = 'just|already|now|finally|all';

const reopening: Production[] = [
  ['reopen|uncomplete|uncheck|untick|unmark|unfinish|restore|bring_back|un_-_complete <which:object>', reopen],
  ['re_-_open <which:object>', reopen],
  ['bring <which:object> back', reopen],
  [
    'mark|set <which:object> as|to? not_done|not_yet_done|not_finished|not_completed|not_complete|undone|incomplete|unfinished|open|open_again|todo',
    reopen,
  ],
  ['<which:named> is|are open_again|not_done|not_finished|not_completed|not_complete yet?', reopen],
  ["<which:named> isn't|aren't|wasn't done|finished|completed|complete yet?", reopen],
  ["i_haven't|i_have_not|i_didn't|i_did_not|i_didnt|i_havent <verb:past> <which:object> yet", reopen],
  ["i_haven't|i_have_not|i_didn't|i_did_not|i_didnt|i_havent <verb:past> <which:object>", reopen],
  ["i_didn't|i_did_not finish|complete|do <which:object> yet?", reopen],
];

const deleting: Production[] = [
  [`delete|remove|erase|trash|discard|scrap|drop|cancel|clear <which:object> from|off ${list}`, remove],
  [`take <which:object> off|from ${list}`, remove],
  [
    'get_rid_of|throw_away|throw_out|forget_about|delete|remove|erase|trash|discard|scrap|drop|cancel|clear|clear_out|wipe <which:object>',
    remove,
  ],
  ["i_no_longer_need|i_don't_need|i_do_not_need to? <which:object> any_more|anymore|any_longer", remove],
  ['i_no_longer_need|i_no_longer_have|i_no_longer_want to? <which:object>', remove],
];

const completing: Production[] = [
  [
    `complete|finish|finished|completed|done|close|check|tick|cross|check_off|tick_off|cross_off with? :? <which:object> off? of|from? ${list}?`,
    complete,
  ],
  [
    `complete|finish|finished|completed|done|close|check|tick|cross|check_off|tick_off|cross_off with? :? <which:object> off`,
    complete,
  ],
  [
    `complete|finish|finished|completed|done|close|check|tick|cross|check_off|tick_off|cross_off with? :? <which:object>`,
    complete,
  ],
  [`mark|set|tick|check <which:object> as|to|off_as? ${over}`, complete],
  [`i'm|i_am|we're ${adverb}? done|finished with <which:object>`, complete],
  [
    `i|i_have|i've|we|we've ${adverb}? done_with|finished_with|finished|completed|done|did <which:object> ${adverb}|today|just_now`,
    complete,
  ],
  [`i|i_have|i've|we|we've ${adverb}? done_with|finished_with|finished|completed|done|did <which:object>`, complete],
  [`<which:named> is|are|has_been|have_been|was|were ${adverb}? ${over} now|too?`, complete],
  [`<which:named> done|finished|completed`, complete],
];

const pastTense: Production[] = [
  [`i|i_have|i've|we|we've ${adverb}? <verb:past> <which:object> ${adverb}|today|just_now`, past],
  [`i|i_have|i've|we|we've ${adverb}? <verb:past> <which:object>`, past],
  [`<which:named> is|are|has_been|have_been|was|were|got ${adverb}? <verb:past>`, past],
  [`${adverb} <verb:past> <which:object>`, past],
  [`<verb:past> <which:object>`, past],
  // "Bob called" is not "I called Bob".
  [
    '<which:named> <verb:past>',
    (said: Which & { verb: string }) => (speaking.test(said.verb) ? undefined : past(said)),
  ],
  [
    `i|i_have|i've ${adverb}? <verb:past>`,
    ({ verb }: { verb: string }): Command | undefined =>
      verb === 'do' ? undefined : { do: 'past', verb, which: { by: 'words', words: '' } },
  ],
];

export const reopenings = productions(reopening);
export const deletions = productions(deleting);
export const completions = productions(completing);
export const pastTenses = productions(pastTense);
