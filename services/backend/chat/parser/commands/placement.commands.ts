import type { Reader } from '../../../../../shared/language/reader.ts';
import type { Reference } from '../objects/reference.ts';
import type { Command } from './command.ts';
import { perhaps } from './due.commands.ts';
import { newTask } from './new-task.ts';
import { type Production, productions } from './production.ts';

interface Which {
  which: Reference;
}

const placed = ({ which, list }: Which & { list: string }): Command => ({ do: 'update', which, change: { list } });
const inInbox = ({ which }: Which) => placed({ which, list: 'inbox' });
const below = ({ which, text }: Which & { text: string }, reader: Reader): Command => ({
  do: 'subtask',
  which,
  task: newTask(text, reader),
});

const beneath = ({ which, parent }: Which & { parent: Reference }): Command => ({
  do: 'update',
  which,
  change: { parent },
});
const onItsOwn = ({ which }: Which): Command => ({ do: 'update', which, change: { parent: null } });

const move = 'move|put|transfer|file|shift|send|drag|assign|switch|stick|chuck|pop|stash|throw|toss|drop';
const into = 'to|in|into|onto|on|under';
const subtask = 'subtask|sub_task|sub_-_task|subitem|sub_item|sub_-_item|child_task|child|step|sub_-_step|substep';
const add = 'add|create|make|new|put';
const under = 'under|below|beneath|underneath|as_a_subtask_of|as_subtask_of|as_a_subtask_to|inside';

/** Existing tasks that are put under another one. */
export const nestings = productions([
  [`move|put|drag|shift|place|nest|file|stick|tuck <which:object> ${under} <parent:object>`, beneath],
  [`make|turn|set|convert <which:object> to|into? a|an|the? ${subtask} of|under|for|to|in <parent:object>`, beneath],
  [
    `<which:named> should_be|should_go|must_be|belongs|belong|goes|go a? ${under}|${subtask} of? <parent:object>`,
    perhaps(beneath),
  ],
  [`move|take|drag|put <which:object> out_from_under|from_under|from_below <parent:object>`, onItsOwn],
  [
    `make|turn <which:object> to|into? a|an? top_-_level|top_level|standalone|independent|separate task|item|one? again?`,
    onItsOwn,
  ],
] satisfies Production[]);

/** Where tasks are: in lists, and under other tasks. */
export const placements = productions([
  [
    `${add} a|an|the? new? ${subtask} to|under|for|of|in|on|below <which:object> :|called|named|titled <text:text>`,
    below,
  ],
  [`${add} a|an|the? new? ${subtask} : <text:text> to|under|for|of|in|on|below <which:object>`, below],
  [`${add} a|an|the? new? ${subtask} <text:text> to|under|for|of|in|on|below <which:object>`, below],
  [`${add} <text:text> as_a|as_an|as ${subtask} to|under|for|of|in|on|below <which:object>`, below],
  [`${under} <which:object> ,? add|put|create|write : <text:text>`, below],
  [`${under} <which:object> ,? add|put|create|write <text:text>`, below],
  [
    `<which:named> needs|gets|has|should_have|should_get a|an|another|the? new? ${subtask} :|called|to <text:text>`,
    below,
  ],
  [`${move} <which:object> over? ${into} the|my|our? list <list:listTitle>`, placed],
  [`${move} <which:object> over? ${into} the|my|our? <list:listTitle> list`, placed],
  [`${move} <which:object> back? ${into} the|my|our? inbox`, inInbox],
  [`move|put|transfer|file|stick|chuck|pop|stash|throw <which:object> ${into} the|my|our? <list:listTitle>`, placed],
  [
    `<which:named> belongs|belong|goes|go|should_be|should_go ${into} the|my|our? <list:listTitle> list?`,
    perhaps(placed),
  ],
] satisfies Production[]);

/** "Add call the hotel under dentist" is a subtask only if there is such a task. */
export const perhapsBelow = productions([[`add|put <text:text> ${under} <which:object>`, below]]);
