import type { Due, Priority, Recurrence } from '../../../../../shared/events/task.schema.ts';
import type { Duration } from '../grammar/slots.ts';
import type { SetPhrase } from '../objects/filter.ts';
import type { Period } from '../objects/period.parser.ts';
import type { Reference } from '../objects/reference.ts';

/** The requested changes of a task; absent fields stay as they are. */
export interface Change {
  title?: string;
  description?: string;
  /** Appended to the description. */
  note?: string;
  /** A day without a time keeps the time, and a time without a day the day; null clears. */
  due?: { date?: string; time?: string | null } | null;
  /** The duration by which the present due moves; a negative one moves it earlier. */
  postpone?: Duration;
  priority?: Priority;
  addTags?: string[];
  removeTags?: string[] | 'all';
  recurrence?: Recurrence | null;
  /** The due for a recurrence of a task that has none. */
  firstDue?: Due;
  addReminders?: { minutesBefore: number }[];
  noReminders?: true;
  /** The name of a list, as it was said. */
  list?: string;
  /** The list of this name; null is the Inbox. */
  listId?: string | null;
  /** The task under which it is to be, or null for none. */
  parent?: Reference | null;
  parentId?: string | null;
}

/** A question about tasks. Its words, such as "due this week", are used when the list is empty. */
export interface Listing {
  phrase: SetPhrase;
  sort?: 'due' | 'priority' | 'title' | 'created';
  description: string;
}

/** A command for tasks, and the other meaning of the message if no such task exists. */
export type TaskCommand = (
  | { do: 'complete' | 'reopen' | 'delete'; which: Reference }
  /** "I paid the rent": completes the one task that the verb and the words fit. */
  | { do: 'past'; verb: string; which: Reference }
  /** `isLoose` says that the words may mean something else, so it is proposed unless it fits the task well. */
  | { do: 'update'; which: Reference; change: Change; isLoose?: true }
  | { do: 'snooze'; which: Reference; until: string }
  /** Skips the present occurrence, which is only meant if it is due in this period. */
  | { do: 'skip'; which: Reference; period?: Period & { said: string } }
  /** Adds a task under the one that the message refers to. */
  | { do: 'subtask'; which: Reference; task: Record<string, unknown> }
  /** The message names two things to do, if there is a task that the second is about. */
  | { do: 'two'; which: Reference; said: readonly [first: string, second: string] }
  /** The message does not say until when. */
  | { do: 'postpone' | 'when' | 'status' | 'describe'; which: Reference; verb?: string }
) & { or?: Command };

/** What a message asks for. It is JSON, because an open question is stored with its command. */
export type Command =
  | TaskCommand
  /** `listed` is another reading of the tasks, in which each may have the name of a list that exists. */
  | { do: 'add'; tasks: Record<string, unknown>[]; listed?: Record<string, unknown>[]; list?: string }
  | ({ do: 'list' } & Listing)
  | { do: 'search'; terms: string }
  | { do: 'count'; phrase: SetPhrase; period?: Period & { said: string }; said: string }
  | { do: 'free'; period: Period & { said: string } }
  | { do: 'activity'; since?: string; until?: string; period: string; actions?: string[]; isCount?: true }
  | { do: 'say'; text: string }
  /** The message may mean this one, so the reply asks. */
  | { do: 'check'; message: string }
  /** The message begins like a known command, but its rest is not understood. */
  | { do: 'half'; verb: string; rest: string }
  | {
      do:
        | 'undo'
        | 'yes'
        | 'no'
        | 'more'
        | 'help'
        | 'next'
        | 'first'
        | 'plan'
        | 'reminders'
        | 'tags'
        | 'lists'
        | 'retract'
        | 'unknown';
    };

export type CommandOf<Kind extends Command['do']> = Extract<Command, { do: Kind }>;
