import type { Due, Priority, Recurrence } from '../../../../shared/events/task.schema.ts';
import type { Period } from './period.parser.ts';

/** How a message refers to tasks, before they are looked up. */
export type Reference =
  /** By position in the list shown last, from 1; -1 is the last. `typed` is the text where it may also be a title. */
  | { by: 'number'; numbers: number[]; typed?: string }
  /** "It", "that", "them": the tasks mentioned last. `all` means every one of them. */
  | { by: 'context'; all: boolean }
  /** By words of the title. */
  | { by: 'words'; words: string };

/** The requested changes of a task; absent fields stay as they are. */
export interface Change {
  title?: string;
  description?: string;
  /** Appended to the description. */
  note?: string;
  /** A day without a time keeps the time, and a time without a day the day; null clears. */
  due?: { date?: string; time?: string | null } | null;
  /** Moves the present due. */
  postpone?: { days: number };
  priority?: Priority;
  addTags?: string[];
  removeTags?: string[];
  recurrence?: Recurrence | null;
  /** The due for a recurrence of a task that has none. */
  firstDue?: Due;
  addReminders?: { minutesBefore: number }[];
}

/** A question about tasks. */
export interface Listing {
  query: Record<string, unknown>;
  /** Completes "Nothing is …" where the list is empty: "due this week". */
  description: string;
}

/** What a message asks for. It is JSON, because an open question is stored with its command. */
export type Command =
  | { do: 'add'; tasks: Record<string, unknown>[] }
  | ({ do: 'list' } & Listing)
  | { do: 'search'; terms: string }
  | { do: 'complete' | 'reopen' | 'delete'; which: Reference; or?: Command }
  | { do: 'update'; which: Reference; change: Change; or?: Command }
  | { do: 'snooze'; which: Reference; until: string; or?: Command }
  /** Skips the present occurrence, which is only meant if it is due in this period. */
  | { do: 'skip'; which: Reference; period?: Period & { said: string }; or?: Command }
  | { do: 'activity'; since?: string; until?: string; period: string; actions?: string[] }
  /** Something is missing in the message: the reply asks for it. */
  | { do: 'ask'; question: string }
  | { do: 'undo' | 'yes' | 'no' | 'more' | 'help' | 'unknown' };

/** The commands whose tasks have to be looked up. */
export type TaskCommand = Extract<Command, { which: Reference }>;
