import { type ChatTurn, type Reply, readerOf } from '../../chat.responder.ts';
import { parseCommand } from '../commands/command.parser.ts';
import type { Command, TaskCommand } from '../commands/command.ts';
import { parseReference } from '../objects/reference.parser.ts';
import { sameStem, sameText, unquoted, wordsOf } from '../objects/words.ts';
import { confirmProposal } from './step.run.ts';
import { actOnFound } from './task.reply.ts';

/** Replies to a message that answers the open question. @returns undefined for any other message */
export async function answerQuestion(turn: ChatTurn, command: Command): Promise<Reply | undefined> {
  const { question } = turn.memory;
  if (!question) return undefined;
  if (command.do === 'no' || command.do === 'retract') {
    const isDeletion = question.kind === 'proposal' && question.steps.every(({ tool }) => tool === 'delete');
    return { text: isDeletion ? 'All right, nothing was deleted.' : 'All right, I did nothing.' };
  }
  switch (question.kind) {
    case 'proposal':
      if (command.do === 'yes' || (command.do === 'delete' && command.which.by === 'it'))
        return confirmProposal(turn, question.steps);
      return undefined;
    case 'until':
      return answerUntil(turn, question.id);
    case 'which': {
      const ids = await chosenIds(turn, command, question.ids);
      const tasks = ids && (await turn.tasks.byIds(ids));
      if (!tasks) return undefined;
      return tasks.length > 0
        ? actOnFound(turn, question.command as TaskCommand, tasks)
        : { text: 'It is gone already.' };
    }
    case 'command':
    case 'add':
      return undefined;
  }
}

/** "By 2 hours" or "friday" after "until when?". */
async function answerUntil(turn: ChatTurn, id: string): Promise<Reply | undefined> {
  for (const said of [`postpone it ${turn.message}`, `postpone it to ${turn.message}`]) {
    const command = parseCommand(said, readerOf(turn), turn.eventsEnabled);
    if (command.do === 'update' && command.which.by === 'it')
      return actOnFound(turn, command, await turn.tasks.byIds([id]));
  }
  return undefined;
}

/** Returns the tasks chosen by "the second one", "1 and 3", "both", words of a title, or "yes" if there is only one. */
async function chosenIds(turn: ChatTurn, command: Command, ids: string[]): Promise<string[] | undefined> {
  if (command.do === 'yes') return ids.length === 1 ? ids : undefined;
  if (!['unknown', 'list', 'past'].includes(command.do)) return undefined;
  const message = turn.message
    .trim()
    .replace(/[\s.!?]+$/, '')
    .replace(/[\s,]+please$/i, '');
  const which = parseReference(message, readerOf(turn));
  switch (which?.by) {
    case 'context':
      return which.except ? undefined : ids;
    case 'it':
      return ids.length === 1 ? ids : undefined;
    case 'number':
      return numbered(which.numbers, ids);
    case 'words':
      return named(turn, which.words, ids);
    default:
      return undefined;
  }
}

function numbered(numbers: number[], ids: string[]): string[] | undefined {
  const picked = numbers.map((number) => (number < 0 ? ids.at(number) : ids[number - 1]));
  const known = picked.filter((id) => id !== undefined);
  return known.length === picked.length ? [...new Set(known)] : undefined;
}

/** "The bread one": returns the only task with these words. */
async function named(turn: ChatTurn, words: string, ids: string[]): Promise<string[] | undefined> {
  const tasks = await turn.tasks.byIds(ids);
  const exact = tasks.filter(({ title }) => sameText(title, unquoted(words)));
  if (exact.length === 1) return [exact[0]!.id];
  const wanted = wordsOf(words.replace(/^(?:the|my)\s+/i, '').replace(/\s+(?:one|task)$/i, ''));
  if (wanted.length === 0) return undefined;
  const fitting = tasks.filter(({ title }) =>
    wanted.every((word) => wordsOf(title).some((other) => sameStem(word, other))),
  );
  return fitting.length === 1 ? [fitting[0]!.id] : undefined;
}
