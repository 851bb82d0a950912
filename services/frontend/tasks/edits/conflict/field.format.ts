import { dueInWords, instantInWords } from '../../../../../shared/language/format/due.format.ts';
import { recurrenceInWords } from '../../../../../shared/language/format/recurrence.format.ts';
import type { User } from '../../../account/account.queries.ts';
import { readerOf } from '../../../account/reader.ts';
import { type List, listName } from '../../lists/list.names.ts';
import type { Due, Field, Priority, Recurrence } from '../../task.ts';

export const priorityNames: Record<Priority, string> = { urgent: 'Urgent', high: 'High', medium: 'Medium', low: 'Low' };

/** Describes a field's value in words. */
export function fieldInWords(field: Field, value: unknown, user: User, lists: readonly List[] = []): string {
  if (field === 'listId') return listName((value as string | null | undefined) ?? null, lists);
  if (value === null || value === undefined || value === '') return 'none';
  const reader = readerOf(user);
  switch (field) {
    case 'title':
    case 'description':
      return String(value);
    case 'priority':
      return priorityNames[value as Priority];
    case 'tags':
      return (value as string[]).map((tag) => `#${tag}`).join(' ') || 'none';
    case 'due': {
      const due = value as Partial<Due> & Pick<Due, 'date' | 'time'>;
      return dueInWords({ ...due, timeZone: due.timeZone ?? user.timeZone }, reader);
    }
    case 'recurrence':
      return recurrenceInWords(value as Recurrence, user.locale);
    case 'parentId':
      return 'another task';
    case 'reminders': {
      const reminders = value as { minutesBefore?: number; at?: string }[];
      const words = reminders.map(({ minutesBefore, at }) =>
        at ? instantInWords(new Date(at), reader) : `${minutesBefore} minutes before`,
      );
      return words.join(', ') || 'none';
    }
  }
}
