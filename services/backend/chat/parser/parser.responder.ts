import { Problem } from '../../../../shared/http/problem.ts';
import { parseQuickAdd } from '../../../../shared/language/quick-add.ts';
import { type ChatResponder, type ChatTurn, type Reply, readerOf } from '../chat.responder.ts';
import { parseCommand } from './commands/command.parser.ts';
import type { Command, CommandOf } from './commands/command.ts';
import { listNamed } from './objects/set.matcher.ts';
import { askToAdd, doubtIn, isQuoted } from './replies/doubt.reply.ts';
import { answerCheck, answerHalf, askWhether } from './replies/half.reply.ts';
import { answerActivity, answerListing, answerMore, answerSearch } from './replies/list.reply.ts';
import { answerCount, answerFree, answerLists, answerReminders, answerTags } from './replies/look-up.reply.ts';
import { answerFirst, answerNext, answerPlan } from './replies/plan.reply.ts';
import { answerQuestion } from './replies/question.reply.ts';
import { helpText, type PresentedTask, quoted, withDetails } from './replies/reply.text.ts';
import { actOn } from './replies/task.reply.ts';

/** Responds by a grammar alone, without a model. A message that is not understood as a whole changes nothing. */
export const parserResponder: ChatResponder = async (turn) => {
  try {
    const { question } = turn.memory;
    const command = parseCommand(turn.message, readerOf(turn), turn.eventsEnabled);
    if (command.do === 'yes' && question?.kind === 'add') return addTasks(turn, question.tasks);
    const meant =
      question?.kind === 'command' && command.do === 'yes'
        ? parseCommand(question.message, readerOf(turn), turn.eventsEnabled)
        : command;
    return (await answerQuestion(turn, meant)) ?? (await respond(turn, meant));
  } catch (error) {
    // The task service refused a step.
    if (error instanceof Problem) return { text: `I could not do that. ${error.message}` };
    throw error;
  }
};

async function respond(turn: ChatTurn, command: Command): Promise<Reply> {
  switch (command.do) {
    case 'add':
      return add(turn, command);
    case 'list':
      return answerListing(turn, command);
    case 'search':
      return answerSearch(turn, command.terms);
    case 'more':
      return answerMore(turn);
    case 'count':
      return answerCount(turn, command);
    case 'free':
      return answerFree(turn, command);
    case 'reminders':
      return answerReminders(turn);
    case 'plan':
      return answerPlan(turn);
    case 'first':
      return answerFirst(turn);
    case 'next':
      return answerNext(turn);
    case 'activity':
      return answerActivity(turn, command);
    case 'tags':
      return answerTags(turn);
    case 'lists':
      return answerLists(turn);
    case 'undo':
    case 'retract':
      return undo(turn);
    case 'say':
      return { text: command.text };
    case 'check':
      return answerCheck(command.message);
    case 'half':
      return answerHalf(turn, command);
    case 'yes':
      return { text: `There is nothing to confirm. ${helpText(turn.eventsEnabled)}` };
    case 'no':
      return { text: `There is nothing to cancel. ${helpText(turn.eventsEnabled)}` };
    case 'help':
      return { text: helpText(turn.eventsEnabled) };
    case 'unknown':
      return notUnderstood(turn);
    default:
      return actOn(turn, command, (other) => respond(turn, other));
  }
}

/** A message that reads like a task, with a date or a tag, may have been meant as one, so the reply offers to add it. */
function notUnderstood(turn: ChatTurn): Reply {
  const { message, eventsEnabled } = turn;
  const { title, tokens } = parseQuickAdd(message, { ...readerOf(turn), lists: false });
  const isTask =
    eventsEnabled && tokens.length > 0 && title.includes(' ') && message.length <= 200 && !/[?\n]/.test(message);
  if (!isTask || !/^\p{L}/u.test(title)) return { text: `I did not understand that. ${helpText(eventsEnabled)}` };
  const command = `add ${message.trim()}`;
  return askWhether(command, `I did not understand that. Shall I add it as a task: "${command}"?`, 'Add it');
}

async function add(turn: ChatTurn, command: CommandOf<'add'>): Promise<Reply> {
  const tasks = await withLists(turn, command);
  if (!tasks) return { text: `You have no list called "${command.list}". Nothing was added.` };
  const [doubt] =
    tasks.length > mostDoubted || !turn.eventsEnabled ? [] : tasks.flatMap((task) => doubtIn(turn, task) ?? []);
  return doubt === undefined ? addTasks(turn, tasks) : askToAdd(tasks, doubt);
}

/** Nobody dictates more tasks than this: they were pasted. */
const mostDoubted = 10;

async function addTasks(turn: ChatTurn, tasks: Record<string, unknown>[]): Promise<Reply> {
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

/** @returns undefined if the message names a list that there is not */
async function withLists(
  turn: ChatTurn,
  { tasks, listed, list }: CommandOf<'add'>,
): Promise<Record<string, unknown>[] | undefined> {
  if (list !== undefined) {
    const found = await listNamed(turn, list);
    return found && tasks.map((task) => ({ ...task, listId: found.id }));
  }
  if (!listed) return Promise.all(tasks.map((task) => withListBehind(turn, task)));
  const read: Record<string, unknown>[] = [];
  for (const [index, { list: name, ...task }] of listed.entries()) {
    const found = name === undefined ? { id: null } : await listNamed(turn, name as string);
    // The name of a list that is not there stays in the title.
    read.push(found ? { ...task, ...(found.id ? { listId: found.id } : {}) } : tasks[index]!);
  }
  return read;
}

/** "Gym bag to errands": what stands behind "to" may be a list that is there. */
async function withListBehind(turn: ChatTurn, task: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { title, name } =
    /^(?<title>\S.*)\s+(?:to|in|into|onto|on|under)\s+(?:(?:my|the|our)\s+)?(?<name>\S.{0,99}?)(?:\s+list)?$/is.exec(
      task['title'] as string,
    )?.groups ?? {};
  if (!turn.eventsEnabled || !title || !name || isQuoted(turn.message, task['title'] as string)) return task;
  const list = await listNamed(turn, name);
  return list ? { ...task, title, ...(list.id ? { listId: list.id } : {}) } : task;
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
