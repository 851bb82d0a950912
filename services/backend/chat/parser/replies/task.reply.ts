import type { TaskSnapshot } from '../../../../../shared/events/task.schema.ts';
import { type ChatTurn, type Reply, readerOf } from '../../chat.responder.ts';
import type { Command, CommandOf, TaskCommand } from '../commands/command.ts';
import type { Match } from '../objects/match.ts';
import { listNamed, noSuchList } from '../objects/set.matcher.ts';
import { matchTasks } from '../objects/task.matcher.ts';
import { sameStem, sameText, wordsOf } from '../objects/words.ts';
import { maxListed } from './list.reply.ts';
import { answerAboutTasks } from './look-up.reply.ts';
import { matchPast } from './past.matcher.ts';
import { numberedLines, type PresentedTask, quoted, withDetails } from './reply.text.ts';
import { propose, runSteps } from './step.run.ts';
import { stepFor } from './step.ts';

/** More tasks than this count as a set, even if they were named one by one. */
const mostNamed = 5;

/**
 * Runs a command on the tasks that it refers to. If several tasks match, it asks which one is meant; if none does, it says so.
 * @param otherwise replies to a command that is not about tasks, which the message may mean if no such task exists
 */
export async function actOn(
  turn: ChatTurn,
  command: TaskCommand,
  otherwise: (command: Command) => Promise<Reply>,
): Promise<Reply> {
  let firstMiss: Extract<Match, { none: string }> | undefined;
  // Another reading in which a task has the very words is more likely than a mistyped name.
  const exact = command.or && (await exactVariant(turn, command));
  for (let variant: Command | undefined = exact ?? command; variant; variant = variant.or) {
    if (!('which' in variant)) return otherwise(variant);
    const placed = await withPlace(turn, variant);
    // One search for similar words is enough.
    const match = 'none' in placed ? placed : await matchOf(turn, placed, firstMiss ? 'exact' : 'similar');
    if (variant.do === 'two' && !('found' in match)) continue;
    if ('found' in match) return actOnFound(turn, placed as TaskCommand, match.found, match.isSet);
    if ('oneOf' in match) return ask(turn, 'Which one?', placed as TaskCommand, match.oneOf);
    firstMiss ??= match;
  }
  const { none, similar } = firstMiss!;
  if (command.do === 'past') return otherwise({ do: 'unknown' });
  return similar.length > 0 ? ask(turn, `${none} Did you mean:`, command, similar) : { text: none };
}

/** Looks up the list or the parent that a change names. */
async function withPlace(
  turn: ChatTurn,
  command: TaskCommand,
): Promise<TaskCommand | Extract<Match, { none: string }>> {
  if (command.do !== 'update') return command;
  const { parent } = command.change;
  if (parent !== undefined) {
    const match: Match = parent ? await matchTasks(turn, parent, 'open', 'exact') : { found: [] };
    if ('none' in match) return match;
    if (!('found' in match) || match.found.length > 1)
      return { none: 'More than one task may be meant: say more of its title. Nothing was changed.', similar: [] };
    return { ...command, change: { ...command.change, parentId: match.found[0]?.id ?? null } };
  }
  if (command.change.list === undefined) return command;
  const list = await listNamed(turn, command.change.list);
  if (!list) return { none: `${noSuchList(command.change.list)} Nothing was changed.`, similar: [] };
  return { ...command, change: { ...command.change, listId: list.id } };
}

async function exactVariant(turn: ChatTurn, command: TaskCommand): Promise<TaskCommand | undefined> {
  for (let variant: Command | undefined = command; variant && 'which' in variant; variant = variant.or) {
    if (variant.which.by !== 'words' || variant.do === 'past') return undefined;
    if ('none' in (await withPlace(turn, variant))) continue;
    if (!('none' in (await matchOf(turn, variant, 'exact')))) return variant;
  }
  return undefined;
}

function matchOf(turn: ChatTurn, command: TaskCommand, likeness: 'exact' | 'similar'): Promise<Match> {
  if (command.do === 'past') return matchPast(turn, command);
  return matchTasks(turn, command.which, command.do === 'reopen' ? 'completed' : 'open', likeness);
}

export function ask(turn: ChatTurn, question: string, command: TaskCommand, tasks: TaskSnapshot[]): Reply {
  const listed = tasks.slice(0, maxListed);
  const ids = listed.map(({ id }) => id);
  const more = tasks.length > maxListed ? '\n… and more: say more of its title.' : '';
  return {
    text: `${question}\n${numberedLines(listed, readerOf(turn))}${more}`,
    choices: listed.map(({ title }, index) => ({ label: title, message: choiceOf(title, index, listed) })),
    memory: {
      shown: ids,
      about: ids,
      more: null,
      set: { ids },
      question: { kind: 'which', command: { ...command }, ids },
    },
  };
}

/** The title, which the conversation shows as what was said, or the number of a title that does not tell the tasks apart. */
function choiceOf(title: string, index: number, listed: readonly TaskSnapshot[]): string {
  const isClear = !/["“”\n]/.test(title) && listed.filter((other) => sameText(other.title, title)).length === 1;
  return isClear ? `"${title}"` : `#${index + 1}`;
}

/** Changes a few named tasks at once, but asks first for a set, and before every deletion. */
export async function actOnFound(
  turn: ChatTurn,
  command: TaskCommand,
  tasks: TaskSnapshot[],
  isSet = false,
): Promise<Reply> {
  switch (command.do) {
    case 'when':
    case 'status':
    case 'describe':
      return answerAboutTasks(turn, command, tasks);
    case 'postpone':
      return askUntilWhen(tasks);
    case 'subtask':
      return addBelow(turn, command, tasks);
    case 'two': {
      const [first, second] = command.said;
      return { text: `I do one thing at a time. Say "${first}", and then "${second}". Nothing was changed.` };
    }
  }
  // So that the reply can name the tasks under which these are.
  if (command.do === 'update' && command.change.parentId !== undefined)
    await turn.tasks.byIds(tasks.flatMap(({ parentId }) => parentId ?? []));
  const meant = isSet && command.do === 'complete' ? tasks.filter(({ completed }) => !completed) : tasks;
  if (meant.length === 0) return { text: 'All of these are done already.' };
  const steps = meant.map((task) => stepFor(turn, command, task));
  const isProposal =
    isSet || command.do === 'delete' || steps.length > mostNamed || meant.some((task) => isDoubtful(command, task));
  const reply = isProposal ? propose(turn, steps) : await runSteps(turn, steps);
  const ids = meant.map(({ id }) => id);
  return ids.length > 1 ? { ...reply, memory: { set: { ids }, ...reply.memory } } : reply;
}

async function addBelow(turn: ChatTurn, command: CommandOf<'subtask'>, parents: TaskSnapshot[]): Promise<Reply> {
  const [parent] = parents as [TaskSnapshot];
  if (parents.length > 1) return ask(turn, 'Under which one?', command, parents);
  const added = (await turn.call('add', { ...command.task, parentId: parent.id })) as PresentedTask;
  return { text: `Added under ${quoted(parent)}: ${withDetails(added, readerOf(turn))}.` };
}

/** A new title that shares no word with the old one may have been meant otherwise. */
function isDoubtful(command: TaskCommand, { title }: TaskSnapshot): boolean {
  if (command.do !== 'update' || !command.isLoose) return false;
  const words = wordsOf(command.change.title ?? '');
  return !wordsOf(title).some((old) => old.length > 2 && words.some((word) => sameStem(old, word)));
}

function askUntilWhen(tasks: TaskSnapshot[]): Reply {
  const [task] = tasks as [TaskSnapshot];
  if (tasks.length > 1) return { text: 'Until when? Say, for example, "move them to tomorrow".' };
  return {
    text: `Until when do you want to move ${quoted(task)}? Say a day, or for how long: "by 2 hours".`,
    choices: ['tomorrow', 'next week', 'by 1 day'].map((label) => ({ label, message: label })),
    memory: { about: [task.id], question: { kind: 'until', id: task.id } },
  };
}
