import type { Due, Priority, Recurrence } from '../../../../shared/events/task.schema.ts';

/** Which tasks are meant, before anyone has looked. */
export type Reference =
  /** By their place in what was shown last, from 1; -1 is the last. `typed`: what may as well be a title. */
  | { by: 'number'; numbers: number[]; typed?: string }
  /** "It", "that", "them": what was spoken of last. `all`: all of it, where that is several. */
  | { by: 'context'; all: boolean }
  /** By its words. */
  | { by: 'words'; words: string };

/** What a task is to be changed to; what is absent stays. */
export interface Change {
  title?: string;
  description?: string;
  /** Added to what is there. */
  note?: string;
  /** A day without a time keeps the time, and a time without a day the day; null clears. */
  due?: { date?: string; time?: string | null } | null;
  /** Moves the due that is there. */
  postpone?: { days: number };
  priority?: Priority;
  addTags?: string[];
  removeTags?: string[];
  recurrence?: Recurrence | null;
  /** Where the rule needs a due and there is none. */
  firstDue?: Due;
  addReminders?: { minutesBefore: number }[];
}

/** Asked about a list. */
export interface Listing {
  query: Record<string, unknown>;
  /** "due this week": what is said of the list where it is empty. */
  words: string;
}

/** What a message asks for. JSON, for a question is kept with it. */
export type Command =
  | { do: 'add'; tasks: Record<string, unknown>[] }
  | ({ do: 'list' } & Listing)
  | { do: 'search'; words: string }
  | { do: 'complete' | 'reopen' | 'delete'; which: Reference; or?: Command }
  | { do: 'update'; which: Reference; change: Change; or?: Command }
  | { do: 'snooze'; which: Reference; until: string; or?: Command }
  | { do: 'activity'; since?: string; until?: string; words: string; actions?: string[] }
  /** Something is missing: the answer says what. */
  | { do: 'ask'; question: string }
  | { do: 'undo' | 'yes' | 'no' | 'more' | 'help' | 'unknown' };

/** The commands that are about tasks which have to be found. */
export type TaskCommand = Extract<Command, { which: Reference }>;
