import { isDeepStrictEqual } from 'node:util';
import type { TaskSnapshot } from '../../../../../shared/events/task.schema.ts';
import { dueInWords, instantInWords } from '../../../../../shared/language/format/due.format.ts';
import { recurrenceInWords } from '../../../../../shared/language/format/recurrence.format.ts';
import { minutesInWords } from '../../../../../shared/language/format/reminder.format.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { type ChatTurn, readerOf } from '../../chat.responder.ts';
import type { TaskCommand } from '../commands/command.ts';
import { CannotChange, resolveChange } from './change.resolver.ts';
import { type PresentedTask, quoted, withDetails } from './reply.text.ts';

/** One tool call for one task, or the reason why there is none. */
export type Step =
  | { task: TaskSnapshot; tool: string; arguments: Record<string, unknown>; changes: Changes }
  | { task: TaskSnapshot; note: string };
export type Changes = Record<string, { from: unknown; to: unknown }>;
export type Call = Extract<Step, { tool: string }>;

/** Returns the step of a command for a task. */
export function stepFor(turn: ChatTurn, command: TaskCommand, task: TaskSnapshot): Step {
  const reader = readerOf(turn);
  const call = (tool: string, args: Record<string, unknown> = {}, changes: Changes = {}): Step => ({
    task,
    tool,
    arguments: { id: task.id, ...args },
    changes,
  });
  const note = (text: string): Step => ({ task, note: text });
  switch (command.do) {
    case 'complete':
    case 'past':
      return task.completed ? note(`${quoted(task)} is done already.`) : call('complete', {}, completion(task));
    case 'reopen':
      return task.completed ? call('reopen', {}, completion(task)) : note(`${quoted(task)} is open already.`);
    case 'delete':
      return call('delete', { confirm: true });
    case 'snooze':
      if (task.completed) return note(`${quoted(task)} is done, so there is nothing to snooze.`);
      return call('snooze', { until: command.until }, { snoozedUntil: { from: task.snoozedUntil, to: command.until } });
    case 'skip':
      if (!task.recurrence) return note(`${quoted(task)} does not repeat, so there is nothing to skip.`);
      if (command.period && !isDueIn(task, command.period)) {
        return note(`${withDetails(task, reader)} is not due ${command.period.said}, so I left it as it is.`);
      }
      return call('skip');
    case 'update':
      return updateOf(turn, command, task, call, note);
    default:
      throw new Error(`"${command.do}" changes nothing.`);
  }
}

function updateOf(
  turn: ChatTurn,
  { change }: Extract<TaskCommand, { do: 'update' }>,
  task: TaskSnapshot,
  call: (tool: string, args: Record<string, unknown>, changes: Changes) => Step,
  note: (text: string) => Step,
): Step {
  try {
    const args = resolveChange(task, change, turn);
    const changes = differences(task, { ...task, ...args } as PresentedTask);
    if (Object.keys(changes).length === 0) return note(`${withDetails(task, readerOf(turn))} is like that already.`);
    return call('update', args, changes);
  } catch (error) {
    if (error instanceof CannotChange) return note(error.message);
    throw error;
  }
}

const shownFields = [
  'title',
  'description',
  'due',
  'recurrence',
  'priority',
  'tags',
  'reminders',
  'listId',
  'parentId',
] as const;

/** Returns the visible fields that differ between two states of a task. */
export function differences(before: PresentedTask, after: PresentedTask): Changes {
  return Object.fromEntries(
    shownFields.flatMap((field) => {
      // Without events, a task has only some of these fields.
      if (!(field in after)) return [];
      const [from, to] = [fieldValue(before, field), fieldValue(after, field)];
      return isDeepStrictEqual(from, to) ? [] : [[field, { from, to }]];
    }),
  );
}

/** Returns a field's value; for reminders, only the part that a person has chosen. */
function fieldValue(task: PresentedTask, field: (typeof shownFields)[number]): unknown {
  if (field !== 'reminders') return task[field] ?? null;
  return (task.reminders ?? []).map(({ minutesBefore, at }) =>
    minutesBefore === undefined ? { at } : { minutesBefore },
  );
}

function completion({ completed }: TaskSnapshot): Changes {
  return { completed: { from: completed, to: !completed } };
}

/** `due Sun → Fri, priority high → urgent`. */
export function changesInWords(changes: Changes, turn: ChatTurn): string {
  return Object.entries(changes)
    .map(([field, { from, to }]) => {
      const name = fieldNames[field] ?? field;
      return `${name} ${valueInWords(field, from, turn)} → ${valueInWords(field, to, turn)}`;
    })
    .join(', ');
}

const fieldNames: Record<string, string> = { listId: 'list', parentId: 'under' };
export function remindersInWords(
  reminders: readonly { minutesBefore?: number | undefined; at?: string | undefined }[],
  reader: Reader,
): string {
  return reminders
    .map(({ minutesBefore, at }) =>
      minutesBefore === undefined ? instantInWords(new Date(at!), reader) : minutesInWords(minutesBefore),
    )
    .join(' and ');
}

const longest = 80;

function valueInWords(field: string, value: unknown, turn: ChatTurn): string {
  const reader = readerOf(turn);
  if (field === 'listId')
    return value === null ? 'Inbox' : `"${turn.tasks.listName(value as string) ?? 'another one'}"`;
  if (field === 'parentId' && value !== null) return `"${turn.tasks.titleOf(value as string) ?? 'another task'}"`;
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'none';
  switch (field) {
    case 'due':
      return dueInWords(value as NonNullable<TaskSnapshot['due']>, reader);
    case 'recurrence':
      return recurrenceInWords(value as NonNullable<TaskSnapshot['recurrence']>, reader.locale);
    case 'tags':
      return (value as string[]).map((tag) => `#${tag}`).join(' ');
    case 'reminders':
      return remindersInWords(value as Parameters<typeof remindersInWords>[0], reader);
    case 'title':
    case 'description': {
      const text = value as string;
      return `"${text.length > longest ? `${text.slice(0, longest)}…` : text}"`;
    }
    default:
      return String(value);
  }
}

function isDueIn({ dueAt }: TaskSnapshot, { from, to }: { from?: string; to?: string }): boolean {
  if (!dueAt) return false;
  const due = Date.parse(dueAt);
  return (!from || due >= Date.parse(from)) && (!to || due < Date.parse(to));
}
