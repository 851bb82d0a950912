import { dueInWords, instantInWords } from '../../../../shared/language/format/due.format.ts';
import { recurrenceInWords } from '../../../../shared/language/format/recurrence.format.ts';
import type { Reader } from '../../../../shared/language/reader.ts';
import type { Due, Recurrence } from '../task.ts';
import { type Reminder, reminderInWords } from './fields/reminders/reminder.format.ts';

export interface Activity {
  id: string;
  action: 'created' | 'updated' | 'completed' | 'reopened' | 'deleted' | 'reminded';
  actor: 'user' | 'chat' | 'recurring' | 'reminder';
  changes: Record<string, { from: unknown; to: unknown }>;
  at: string;
}

const remindersMoved = 'moved the reminders';
const actors = { user: 'You', chat: 'You, in the chat', recurring: 'Recurrence', reminder: 'Reminder' } as const;

/** Describes who did what, as a subject and a predicate: `You` · `changed the priority from medium to high`. */
export function activityInWords({ action, actor, changes }: Activity, reader: Reader): { who: string; what: string[] } {
  return { who: actors[actor], what: whatIn(action, actor, changes, reader) };
}

function whatIn(
  action: Activity['action'],
  actor: Activity['actor'],
  changes: Activity['changes'],
  reader: Reader,
): string[] {
  switch (action) {
    case 'created':
      return [actor === 'recurring' ? 'added this as the next occurrence' : 'added this task'];
    case 'completed':
      return ['completed it'];
    case 'reopened':
      return ['reopened it'];
    case 'deleted':
      return ['deleted it'];
    case 'reminded':
      return ['was sent'];
    case 'updated': {
      const sentences = Object.entries(changes).map(([field, { from, to }]) => changeInWords(field, from, to, reader));
      // Reminders always move with the due, and snoozing always moves one, so those changes are left out.
      const shown =
        changes['due'] || changes['snoozedUntil'] ? sentences.filter((words) => words !== remindersMoved) : sentences;
      return shown.length > 0 ? shown : ['changed it'];
    }
  }
}

function changeInWords(field: string, from: unknown, to: unknown, reader: Reader): string {
  switch (field) {
    case 'title':
      return `renamed it from “${from}” to “${to}”`;
    case 'description':
      return setOrNot('the description', from !== '', to !== '');
    case 'completed':
      return to ? 'completed it' : 'reopened it';
    case 'priority':
      return `changed the priority from ${from} to ${to}`;
    case 'tags':
      return tagsInWords(from as string[], to as string[]);
    case 'due':
      return moved('the due date', from as Due | null, to as Due | null, (due) => dueInWords(due, reader));
    case 'recurrence':
      return moved('the repetition', from as Recurrence | null, to as Recurrence | null, (rule) =>
        recurrenceInWords(rule, reader.locale),
      );
    case 'snoozedUntil':
      return to ? `snoozed it until ${instantInWords(new Date(to as string), reader)}` : 'ended the snooze';
    case 'reminders':
      return remindersInWords(from as Reminder[], to as Reminder[], reader);
    case 'listId':
      return to ? 'moved it to another list' : 'moved it to the Inbox';
    case 'parentId':
      return to ? 'made it a subtask' : 'moved it out of its parent';
    case 'position':
      return 'moved it within its list';
    default:
      return `changed ${field}`;
  }
}

function setOrNot(what: string, was: boolean, is: boolean): string {
  if (was && is) return `changed ${what}`;
  return is ? `added ${what}` : `removed ${what}`;
}

function moved<Value>(what: string, from: Value | null, to: Value | null, words: (value: Value) => string): string {
  if (from && to) return `changed ${what} from ${words(from)} to ${words(to)}`;
  return to ? `set ${what} to ${words(to)}` : `removed ${what}${from ? ` (${words(from)})` : ''}`;
}

function tagsInWords(from: readonly string[], to: readonly string[]): string {
  const list = (tags: readonly string[]) => tags.map((tag) => `#${tag}`).join(', ');
  const added = to.filter((tag) => !from.includes(tag));
  const removed = from.filter((tag) => !to.includes(tag));
  const parts = [added.length > 0 && `added ${list(added)}`, removed.length > 0 && `removed ${list(removed)}`];
  return parts.filter(Boolean).join(' and ') || 'reordered the tags';
}

/** Names reminders by their times, as those are what a person sets. */
function remindersInWords(from: readonly Reminder[], to: readonly Reminder[], reader: Reader): string {
  const key = ({ minutesBefore, at, fireAt }: Reminder) => minutesBefore ?? at ?? fireAt;
  const without = (these: readonly Reminder[], others: readonly Reminder[]) =>
    these.filter((reminder) => !others.some((other) => key(other) === key(reminder)));
  const list = (these: readonly Reminder[]) =>
    these.map((reminder) => uncapital(reminderInWords(reminder, { time: '' }, reader).text)).join(', ');
  const added = without(to, from);
  const removed = without(from, to);
  const noun = (these: readonly Reminder[]) => (these.length === 1 ? 'the reminder' : 'the reminders');
  const parts = [
    added.length > 0 && `added ${noun(added)} ${list(added)}`,
    removed.length > 0 && `removed ${noun(removed)} ${list(removed)}`,
  ];
  return parts.filter(Boolean).join(' and ') || remindersMoved;
}

function uncapital(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
