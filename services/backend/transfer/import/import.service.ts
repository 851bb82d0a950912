import { v7 as uuidv7 } from 'uuid';
import { plainFieldsOf, type TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import { Conflict } from '../../../../shared/http/problem.ts';
import { dueInstant, reminderInstant } from '../../../../shared/schedule/due.ts';
import { append } from '../../outbox/outbox.ts';
import { lockAccount, type Transaction } from '../../platform/unit-of-work.ts';
import { presentTask } from '../../tasks/task.presenter.ts';
import { TaskTrees } from '../../tasks/tree/task.trees.ts';
import { readTrees } from '../../tasks/tree/tree.lock.ts';
import { ChangeRecorder } from '../../tasks/write/change.recorder.ts';
import { type ChangeContext, eventsOf } from '../../tasks/write/task.changes.ts';
import {
  type ImportedContent,
  type ImportedReminder,
  type ImportedTask,
  type ImportResult,
  mostTitles,
  type Omission,
} from '../transfer.schema.ts';
import { idsFor } from './import.ids.ts';
import { importLists, importViews } from './import.lists.ts';
import { placeRows } from './import.parents.ts';
import { insertTasks, type NewReminderRow, type NewTaskRow } from './import.rows.ts';

const noList = 'The list is neither in the file nor one of yours.';
/** These bound the size of a statement, of which there are several copies for a moment. */
const atOnce = { rows: 500, letters: 500_000 };

/**
 * Adds all tasks or none. Tasks that exist already are not changed, so importing a file again adds nothing. Tasks keep their ids,
 * versions, timestamps, states and places in their series. Reminders whose time has passed are cancelled, so that a user does not
 * get all old ones at once.
 */
export async function importTasks(
  tx: Transaction,
  context: ChangeContext,
  ownerId: string,
  { tasks, lists, views }: ImportedContent,
): Promise<ImportResult & { omissions: Omission[]; titles: string[] }> {
  // The lock makes two imports of one user run one after the other. Of the other requests only those wait that concern trees.
  await lockAccount(tx, ownerId);
  const hasLists = lists.length > 0 || views.length > 0 || tasks.some(({ listId }) => listId);
  const listIds = hasLists ? await importLists(tx, context, ownerId, lists) : () => undefined;
  const omittedViews = await importViews(tx, context.now, ownerId, views, listIds);
  const ids = await idsFor(tx, ownerId, tasks);
  const omissions: Omission[] = omittedViews.map(({ name }) => ({
    uid: null,
    title: name,
    property: 'views',
    reason: noList,
  }));
  const rows = tasks.flatMap((task) => {
    const id = ids.ofNew(task);
    if (!id) return [];
    const listId = task.listId && (listIds(task.listId) ?? null);
    if (task.listId && !listId) omissions.push({ uid: task.id, title: task.title, property: 'listId', reason: noList });
    const parentId = task.parentId && ids.of(task.parentId);
    return [rowOf({ ...task, id, listId, parentId }, ids, ownerId, context.now)];
  });
  const recorder = new ChangeRecorder(tx, context);
  const trees = await parentsOf(tx, ownerId, rows);
  recorder.watch(trees.tasks);
  const placed = placeRows(rows, trees, ({ id, title }, property, reason) => {
    omissions.push({ uid: id, title, property, reason });
  });
  for (const chunk of chunksOf(placed)) {
    await recordCreated(tx, context, ownerId, chunk.map(presentTask));
    await insertTasks(tx, chunk).catch(refuseTakenIds);
  }
  await recorder.record();
  const titles = rows.slice(0, mostTitles).map(({ title }) => title);
  return { imported: rows.length, skipped: tasks.length - rows.length, omissions, titles };
}

function* chunksOf(rows: readonly NewTaskRow[]): Generator<NewTaskRow[]> {
  let chunk: NewTaskRow[] = [];
  let letters = 0;
  for (const row of rows) {
    chunk.push(row);
    letters += row.title.length + row.description.length;
    if (chunk.length < atOnce.rows && letters < atOnce.letters) continue;
    yield chunk;
    chunk = [];
    letters = 0;
  }
  if (chunk.length > 0) yield chunk;
}

/** Reads the tasks that exist already and that the new ones name as their parents. */
async function parentsOf(tx: Transaction, ownerId: string, rows: readonly NewTaskRow[]): Promise<TaskTrees> {
  const added = new Set(rows.map(({ id }) => id));
  const parentIds = new Set(rows.flatMap(({ parentId }) => (parentId && !added.has(parentId) ? [parentId] : [])));
  return parentIds.size > 0 ? readTrees(tx, ownerId, [], [...parentIds]) : new TaskTrees();
}

async function recordCreated(tx: Transaction, { actor, now }: ChangeContext, ownerId: string, created: TaskSnapshot[]) {
  await append(
    tx,
    now,
    created.map(({ id: taskId }) => ({ ownerId, taskId, action: 'created', changes: {}, actor })),
    created.flatMap((task) => eventsOf('created', ownerId, actor, task, {})),
  );
}

type Ids = Awaited<ReturnType<typeof idsFor>>;

function rowOf(task: ImportedTask, ids: Ids, ownerId: string, now: Date): NewTaskRow {
  const { id, completedAt, due, recurrence, version, position, parentId } = task;
  const reminders = task.reminders.map((reminder) => reminderOf(reminder, task, ids, now));
  const isSnoozed = reminders.some(
    ({ state, fireAt }) => state === 'pending' && fireAt.getTime() === task.snoozedUntil?.getTime(),
  );
  const { createdAt = now, updatedAt = createdAt } = task;
  return {
    id,
    ownerId,
    ...plainFieldsOf(task),
    completedAt,
    due,
    recurrence,
    version,
    parentId,
    position,
    createdAt,
    updatedAt,
    dueAt: due && dueInstant(due),
    reminders,
    snoozedUntil: isSnoozed ? task.snoozedUntil : null,
    ...seriesOf(task, ids),
  };
}

function seriesOf({ recurrence, due, seriesId, occurrence, seriesStart, successorId }: ImportedTask, ids: Ids) {
  if (!recurrence) return { seriesId: null, occurrence: null, seriesStart: null, successorId: null };
  if (!seriesId) return { seriesId: uuidv7(), occurrence: 1, seriesStart: due, successorId: null };
  return { seriesId: ids.ofSeries(seriesId), occurrence, seriesStart, successorId: successorId && ids.of(successorId) };
}

function reminderOf(given: ImportedReminder, task: ImportedTask, ids: Ids, now: Date): NewReminderRow {
  const { minutesBefore = null } = given;
  const fireAt = given.fireAt ?? given.at ?? reminderInstant(task.due!, minutesBefore ?? 0);
  const isOver = task.completedAt !== null || fireAt <= now;
  // Snoozing made this reminder. It is stored without `at`, so that it goes away with the snooze.
  const isMadeBySnooze = given.at !== undefined && given.at.getTime() === task.snoozedUntil?.getTime();
  return {
    id: given.id ? ids.ofReminder(task.id, given.id) : uuidv7(),
    minutesBefore,
    at: isMadeBySnooze ? null : (given.at ?? null),
    fireAt,
    state: given.state === 'pending' && isOver ? 'cancelled' : given.state,
  };
}

/** Another account is importing the same file at this moment. */
function refuseTakenIds(error: Error & { code?: string }): never {
  if (error.code === '23505') throw new Conflict('Another account is importing the same tasks right now. Try again.');
  throw error;
}
