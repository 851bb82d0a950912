import type { ChatTurn, Reply } from '../chat.responder.ts';
import type { Command, TaskCommand } from './command.ts';
import { parseReference } from './reference.parser.ts';
import { actOnFound, confirmDeletion } from './task.reply.ts';

/** Replies to a message that answers the open question. @returns undefined for any other message */
export async function answerQuestion(turn: ChatTurn, command: Command): Promise<Reply | undefined> {
  const { question } = turn.memory;
  if (!question) return undefined;
  if (command.do === 'no') {
    return { text: question.kind === 'delete' ? 'All right, nothing was deleted.' : 'All right, I did nothing.' };
  }
  if (question.kind === 'delete') {
    return command.do === 'yes' || isDeletionOfIt(command) ? confirmDeletion(turn, question.ids) : undefined;
  }
  const ids = chosenIds(turn.message, command, question.ids);
  if (!ids) return undefined;
  const tasks = await turn.tasks.byIds(ids);
  if (tasks.length === 0) return { text: 'It is gone already.' };
  return actOnFound(turn, question.command as TaskCommand, tasks);
}

/** "Delete it" also confirms. */
function isDeletionOfIt(command: Command): boolean {
  return command.do === 'delete' && command.which.by === 'context';
}

/** The tasks chosen by "the second one", "1 and 3", "both", or "yes" where there is only one. */
function chosenIds(message: string, command: Command, ids: string[]): string[] | undefined {
  if (command.do === 'yes') return ids.length === 1 ? ids : undefined;
  if (command.do !== 'unknown') return undefined;
  const which = parseReference(
    message
      .trim()
      .replace(/[\s.!?]+$/, '')
      .replace(/[\s,]+please$/i, ''),
  );
  if (which.by === 'context') return which.all || ids.length === 1 ? ids : undefined;
  if (which.by !== 'number') return undefined;
  const picked = which.numbers.map((number) => (number < 0 ? ids.at(number) : ids[number - 1]));
  const known = picked.filter((id) => id !== undefined);
  return known.length === picked.length ? [...new Set(known)] : undefined;
}
