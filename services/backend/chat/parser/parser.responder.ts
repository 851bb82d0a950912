import { Problem } from '../../../../shared/http/problem.ts';
import { type ChatResponder, type ChatTurn, type Reply, readerOf } from '../chat.responder.ts';
import { parseCommand } from './command.parser.ts';
import type { Command } from './command.ts';
import { answerActivity, answerListing, answerMore, answerSearch } from './list.reply.ts';
import { answerQuestion } from './question.reply.ts';
import { helpText, type PresentedTask, quoted, withDetails } from './reply.text.ts';
import { actOn } from './task.reply.ts';

/** Responds by patterns alone, without a model. A message that it does not understand changes nothing. */
export const parserResponder: ChatResponder = async (turn) => {
  try {
    const command = parseCommand(turn.message, readerOf(turn), turn.eventsEnabled);
    return (await answerQuestion(turn, command)) ?? (await respond(turn, command));
  } catch (error) {
    // The task service refused a step.
    if (error instanceof Problem) return { text: `I could not do that. ${error.message}` };
    throw error;
  }
};

async function respond(turn: ChatTurn, command: Command): Promise<Reply> {
  switch (command.do) {
    case 'add':
      return add(turn, command.tasks);
    case 'list':
      return answerListing(turn, command);
    case 'search':
      return answerSearch(turn, command.terms);
    case 'more':
      return answerMore(turn);
    case 'complete':
    case 'reopen':
    case 'delete':
    case 'update':
    case 'snooze':
    case 'skip':
      return actOn(turn, command);
    case 'activity':
      return answerActivity(turn, command);
    case 'undo':
      return undo(turn);
    case 'ask':
      return { text: command.question };
    case 'yes':
      return { text: `There is nothing to confirm. ${helpText(turn.eventsEnabled)}` };
    case 'no':
      return { text: `There is nothing to cancel. ${helpText(turn.eventsEnabled)}` };
    case 'help':
      return { text: helpText(turn.eventsEnabled) };
    case 'unknown':
      return { text: `I did not understand that. ${helpText(turn.eventsEnabled)}` };
  }
}

async function add(turn: ChatTurn, tasks: Record<string, unknown>[]): Promise<Reply> {
  const reader = readerOf(turn);
  const [only] = tasks;
  try {
    if (tasks.length === 1) {
      return { text: `Added: ${withDetails((await turn.call('add', only)) as PresentedTask, reader)}.` };
    }
    const { items } = (await turn.call('add_several', { tasks })) as { items: PresentedTask[] };
    return { text: `Added ${items.length} tasks: ${items.map(quoted).join(', ')}.` };
  } catch (error) {
    if (error instanceof Problem) return { text: `I could not add that. ${error.message}` };
    throw error;
  }
}

const undoneText: Record<string, (task: string) => string> = {
  created: (task) => `${task} is back`,
  deleted: (task) => `${task} is off the list again`,
  updated: (task) => `${task} is as it was`,
  completed: (task) => `${task} is done again`,
  reopened: (task) => `${task} is open again`,
};

async function undo(turn: ChatTurn): Promise<Reply> {
  try {
    const { items } = (await turn.call('undo', {})) as { items: { change: string; task: PresentedTask }[] };
    const parts = items.map(({ change, task }) => undoneText[change]!(quoted(task)));
    return { text: `Undone: ${parts.join(', ')}.` };
  } catch (error) {
    if (error instanceof Problem) return { text: error.message };
    throw error;
  }
}
