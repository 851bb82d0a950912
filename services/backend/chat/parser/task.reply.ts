import { isDeepStrictEqual } from 'node:util';
import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import { instantInWords } from '../../../../shared/language/format/due.format.ts';
import { recurrenceInWords } from '../../../../shared/language/format/recurrence.format.ts';
import { type ChatTurn, type Reply, readerOf } from '../chat.responder.ts';
import { deleteConfirmed } from '../confirmation.ts';
import { resolveChange } from './change.resolver.ts';
import type { Command, TaskCommand } from './command.ts';
import { maxListed } from './list.reply.ts';
import type { Period } from './period.parser.ts';
import { numberedLines, type PresentedTask, quoted, withDetails } from './reply.text.ts';
import { type Match, matchTasks } from './task.matcher.ts';

/** Runs a command on the tasks it refers to. Asks which one where several match, and says so where none does. */
export async function actOn(turn: ChatTurn, command: TaskCommand): Promise<Reply> {
  let firstMiss: Extract<Match, { none: string }> | undefined;
  for (let variant: Command | undefined = command; variant && 'which' in variant; variant = variant.or) {
    const match = await matchTasks(turn, variant.which, variant.do === 'reopen' ? 'completed' : 'open');
    if ('found' in match) return actOnFound(turn, variant, match.found);
    if ('oneOf' in match) return ask(turn, 'Which one?', variant, match.oneOf);
    firstMiss ??= match;
  }
  const { none, similar } = firstMiss!;
  return similar.length > 0 ? ask(turn, `${none} Did you mean:`, command, similar) : { text: none };
}

function ask(turn: ChatTurn, question: string, command: TaskCommand, tasks: TaskSnapshot[]): Reply {
  const choices = tasks.slice(0, maxListed);
  const ids = choices.map(({ id }) => id);
  const more = tasks.length > maxListed ? '\n… and more: say more of its title.' : '';
  return {
    text: `${question}\n${numberedLines(choices, readerOf(turn))}${more}`,
    memory: { shown: ids, about: ids, more: null, question: { kind: 'which', command: { ...command }, ids } },
  };
}

export async function actOnFound(turn: ChatTurn, command: TaskCommand, tasks: TaskSnapshot[]): Promise<Reply> {
  if (command.do === 'delete') return askDeletion(turn, tasks);
  const lines: string[] = [];
  for (const task of tasks) lines.push(await actOnOne(turn, command, task));
  return { text: lines.join('\n'), memory: { about: tasks.map(({ id }) => id) } };
}

async function actOnOne(turn: ChatTurn, command: TaskCommand, task: TaskSnapshot): Promise<string> {
  const reader = readerOf(turn);
  switch (command.do) {
    case 'complete': {
      if (task.completed) return `${quoted(task)} is done already.`;
      const completed = (await turn.call('complete', { id: task.id })) as PresentedTask;
      const again = completed.recurrence
        ? ` It comes again: ${recurrenceInWords(completed.recurrence, reader.locale)}.`
        : '';
      return `Done: ${quoted(completed)}.${again}`;
    }
    case 'reopen':
      if (!task.completed) return `${quoted(task)} is open already.`;
      return `Open again: ${quoted((await turn.call('reopen', { id: task.id })) as PresentedTask)}.`;
    case 'snooze':
      await turn.call('snooze', { id: task.id, until: command.until });
      return `Snoozed: ${quoted(task)}. I will remind you ${instantInWords(new Date(command.until), reader)}.`;
    case 'skip': {
      if (!task.recurrence) return `${quoted(task)} does not repeat, so there is nothing to skip.`;
      if (command.period && !isDueIn(task, command.period)) {
        return `${withDetails(task, reader)} is not due ${command.period.said}, so I left it as it is.`;
      }
      return `Skipped: ${withDetails((await turn.call('skip', { id: task.id })) as PresentedTask, reader)}.`;
    }
    case 'update': {
      const changes = resolveChange(task, command.change, turn);
      const isSame = Object.entries(changes).every(([field, value]) =>
        isDeepStrictEqual(task[field as keyof PresentedTask], value),
      );
      if (isSame) return `${withDetails(task, reader)} is like that already.`;
      return `Changed: ${withDetails((await turn.call('update', { id: task.id, ...changes })) as PresentedTask, reader)}.`;
    }
    case 'delete':
      throw new Error('A deletion must be confirmed first.');
  }
}

function isDueIn({ dueAt }: TaskSnapshot, { from, to }: Period): boolean {
  if (!dueAt) return false;
  const due = Date.parse(dueAt);
  return (!from || due >= Date.parse(from)) && (!to || due < Date.parse(to));
}

function askDeletion(turn: ChatTurn, tasks: TaskSnapshot[]): Reply {
  const ids = tasks.map(({ id }) => id);
  const [only] = tasks;
  const text =
    tasks.length === 1
      ? `Delete ${quoted(only!)}? Answer yes or no.`
      : `Delete these ${tasks.length}? Answer yes or no.\n${numberedLines(tasks, readerOf(turn))}`;
  return {
    text,
    memory: { about: ids, question: { kind: 'delete', ids }, ...(tasks.length > 1 ? { shown: ids, more: null } : {}) },
  };
}

export async function confirmDeletion(turn: ChatTurn, ids: string[]): Promise<Reply> {
  let deleted = 0;
  for await (const _ of deleteConfirmed(turn, ids)) deleted += 1;
  return { text: deleted > 0 ? 'Deleted.' : 'It is gone already.' };
}
