import type { Priority } from '../../../../../shared/events/task.schema.ts';

/** A filter of tasks, in the form that the tool `list` accepts. */
export interface Filter {
  status?: 'open' | 'completed' | 'overdue' | 'today';
  priority?: Priority[];
  tag?: string[];
  notTag?: string[];
  /** Instants in ISO 8601. */
  dueAfter?: string;
  dueBefore?: string;
  /** The id of a list, or `inbox`. */
  list?: string;
  noDue?: true;
  noTag?: true;
  repeats?: true;
  /** Words in the title or description. */
  q?: string;
}

/** The meaning of a phrase about a set of tasks. */
export interface SetPhrase {
  filter: Filter;
  /** A word before "tasks", such as "work": a tag if there is one of that name, otherwise a word of the title. */
  word?: string;
  /** The text after "except". */
  except?: string;
  /** True for "them" and "all of these", which mean tasks that were shown or named before. */
  isContext?: true;
  /** True if the phrase says "all", "everything" or "every". */
  isAll?: true;
  /** True if it names tasks by a plural, or by a state that only sets have: "overdue ones". */
  isPlural?: true;
  /** True for a phrase such as "the urgent task". */
  isSingular?: true;
  /** The name of a list, as it was said. */
  list?: string;
  /** The period as it was said, with its instants. */
  when?: string;
  period?: { from?: string; to?: string };
  /** The rest of the phrase that was not understood. */
  unread?: string;
}
