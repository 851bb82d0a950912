import type { Priority } from '../../../../../shared/events/task.schema.ts';

/** Which tasks are meant, as the tool `list` takes it. */
export interface Filter {
  status?: 'open' | 'completed' | 'overdue' | 'today';
  priority?: Priority[];
  tag?: string[];
  notTag?: string[];
  /** Instants in ISO 8601. */
  dueAfter?: string;
  dueBefore?: string;
  noDue?: true;
  noTag?: true;
  repeats?: true;
  /** Words of the title or the description. */
  q?: string;
}

/** What a phrase says about a set of tasks. */
export interface SetPhrase {
  filter: Filter;
  /** A word before "tasks", such as "work": a tag where there is one of that name, else a word of the title. */
  word?: string;
  /** What "except" is followed by. */
  except?: string;
  /** "Them", "all of these": what was shown or named before. */
  isContext?: true;
  /** It says "all", "everything" or "every". */
  isAll?: true;
  /** It names tasks by a plural, or by a state that only sets have: "overdue ones". */
  isPlural?: true;
  /** "The urgent task". */
  isSingular?: true;
  /** It names a list, and there are none yet. */
  list?: string;
  /** The period as it was said, and its instants. */
  when?: string;
  period?: { from?: string; to?: string };
  /** What was not understood, up to the end. */
  unread?: string;
}
