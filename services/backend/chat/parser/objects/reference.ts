import type { SetPhrase } from './filter.ts';

/** How a message refers to tasks, before they are looked up. It can be stored as JSON. */
export type Reference =
  /**
   * By position in the list shown last, from 1; -1 is the last. `typed` is the text where it may also be a title; `isSet` says that
   * the tasks were not numbered one by one.
   */
  | { by: 'number'; numbers: number[]; typed?: string; isSet?: true }
  /** "It": the task mentioned last. */
  | { by: 'it' }
  /** "Them": the list shown last or the set named last. `isAll` is true if the message said "all" or "everything". */
  | { by: 'context'; isAll?: true; except?: string }
  | { by: 'set'; said: string; phrase: SetPhrase }
  /** By words of the title. `unread` is the part that was not understood, if the words were meant as a set. */
  | { by: 'words'; words: string; unread?: string };
