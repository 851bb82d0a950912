import type { Reader } from '../../../../../shared/language/reader.ts';
import type { Reference } from '../objects/reference.ts';
import type { Command } from './command.ts';
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

const move = 'move|put|transfer|file|shift|send|drag|assign|switch';
const into = 'to|in|into|onto|on|under';
const subtask = 'subtask|sub_task|sub_-_task|subitem|sub_item|sub_-_item|child_task';
const add = 'add|create|make|new|put';

/** Where tasks are: in lists, and under other tasks. */
export const placements = productions([
  [`${add} a|an|the? new? ${subtask} : <text:text> to|under|for|of|in|on|below <which:object>`, below],
  [`${add} a|an|the? new? ${subtask} <text:text> to|under|for|of|in|on|below <which:object>`, below],
  [`${add} a|an|the? new? ${subtask} to|under|for|of|in|on|below <which:object> : <text:text>`, below],
  [`${add} <text:text> as_a|as_an|as? ${subtask} to|under|for|of|in|on|below <which:object>`, below],
  [`${move} <which:object> ${into} the|my|our? list <list:listTitle>`, placed],
  [`${move} <which:object> ${into} the|my|our? <list:listTitle> list`, placed],
  [`${move} <which:object> back? ${into} the|my|our? inbox`, inInbox],
  [`move|put|transfer <which:object> ${into} the|my|our? <list:listTitle>`, placed],
] satisfies Production[]);

/** "Add call the hotel under dentist" is a subtask only if there is such a task. */
export const perhapsBelow = productions([[`add|put <text:text> under|below|beneath <which:object>`, below]]);
