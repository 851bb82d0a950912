import { fields, type NewTask, type Task, type TaskChanges } from '../../task.ts';
import { type FieldConflict, mergeChanges, sameContent, sameValue } from '../conflict/conflict.ts';
import type { Edit } from '../edit.ts';
import type { SendOutcome } from './edit.sender.ts';

/** A decision that the person has to make, because someone else changed or deleted the task in the meantime. */
export interface Conflict {
  edit: Edit;
  /** The task as others left it; null if it was deleted. */
  theirs: Task | null;
  /** For an update, the fields that both sides changed; empty for a deletion. */
  fields: FieldConflict[];
  /** For an update, the changes that conflict with nothing. They are sent whatever the person decides. */
  clean: TaskChanges;
}

export interface Entry {
  readonly edit: Edit;
  /** A `held` edit is shown as done, but is not sent before it is released. */
  readonly state: 'held' | 'waiting' | 'sending' | 'conflict';
  /** The version of the task to which the edit was made; null if any version will do. */
  readonly version: number | null;
  readonly conflict?: Conflict;
  /** The person wants to decide the conflict later. */
  readonly postponed?: boolean;
  /** The server fails at this edit, so it is sent again and again. */
  readonly failure?: Failure;
}

export interface Failure {
  attempts: number;
  /** The error of the last attempt. */
  problem: Error;
}

/** What follows for an edit that was sent. */
export type Outcome =
  | Exclude<SendOutcome, { is: 'changed' | 'gone' }>
  | { is: 'again'; edit: Edit; version: number }
  | { is: 'conflict'; conflict: Conflict };

/** Decides what follows for an edit of a task that someone else changed or deleted in the meantime. */
export function contradiction(edit: Edit, theirs: Task | null): Outcome {
  if (edit.kind === 'delete') {
    if (!theirs) return { is: 'done', task: undefined };
    if (edit.before && sameContent(edit.before, theirs)) return { is: 'again', edit, version: theirs.version };
    return { is: 'conflict', conflict: { edit, theirs, fields: [], clean: {} } };
  }
  if (edit.kind === 'skip' && edit.before && theirs) {
    const isSame = theirs.occurrence === edit.before.occurrence && sameValue('due', edit.before.due, theirs.due);
    return isSame ? { is: 'again', edit, version: theirs.version } : { is: 'refused', problem: new OtherOccurrence() };
  }
  if (edit.kind !== 'update' || !edit.before) return { is: 'done', task: theirs ?? undefined };
  if (!theirs) return { is: 'conflict', conflict: { edit, theirs, fields: [], clean: edit.changes } };
  const { clean, conflicts } = mergeChanges(edit.changes, edit.before, theirs);
  if (conflicts.length) return { is: 'conflict', conflict: { edit, theirs, fields: conflicts, clean } };
  // Nothing is left to send: the edit had arrived, and its response was lost.
  if (Object.keys(clean).length === 0) return { is: 'done', task: theirs };
  return { is: 'again', edit: { ...edit, changes: clean }, version: theirs.version };
}

class OtherOccurrence extends Error {
  override readonly name = 'OtherOccurrence';
  constructor() {
    super('It was moved to another day in the meantime.');
  }
}

/** @returns the entry to send after the person's decision; undefined if nothing is left to send */
export function settled(entry: Entry, conflict: Conflict, mine: ReadonlySet<string> | boolean): Entry | undefined {
  const { edit } = entry;
  const { theirs, fields, clean } = conflict;
  if (edit.kind === 'delete') return mine && theirs ? { edit, state: 'waiting', version: theirs.version } : undefined;
  if (edit.kind !== 'update') return undefined;
  if (!theirs) return mine && edit.before ? addedAgain(edit, edit.before) : undefined;
  const chosen = fields.filter(({ field }) => (typeof mine === 'boolean' ? mine : mine.has(field)));
  const changes = { ...clean, ...Object.fromEntries(chosen.map(({ field, mine: value }) => [field, value])) };
  if (Object.keys(changes).length === 0) return undefined;
  return { edit: { ...edit, before: theirs, changes }, state: 'waiting', version: theirs.version };
}

/** Adds a task again that someone deleted while it was edited here, without the reminders that it had. */
function addedAgain(edit: Edit & { kind: 'update' }, before: Task): Entry {
  const { id, taskId, at, changes } = edit;
  const kept = fields.filter((field) => field !== 'reminders').map((field) => [field, before[field]]);
  const input: NewTask = { title: before.title, ...Object.fromEntries(kept), ...changes };
  return { edit: { id, taskId, at, before: null, kind: 'add', input }, version: null, state: 'waiting' };
}
