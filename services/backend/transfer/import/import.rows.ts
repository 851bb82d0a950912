import type { EntityName } from '@mikro-orm/core';
import { Reminder, Task } from '../../../../shared/entities/index.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import type { PresentedField } from '../../tasks/task.presenter.ts';

type TaskColumn = Exclude<PresentedField, 'subtasks'> | 'ownerId' | 'seriesStart' | 'successorId';
type ReminderColumn = 'id' | 'minutesBefore' | 'at' | 'fireAt' | 'state';
export type NewReminderRow = Required<Pick<Reminder, ReminderColumn>>;
export type NewTaskRow = Required<Pick<Task, TaskColumn>> & { reminders: NewReminderRow[] };

/** Inserts any number of tasks with two statements. Inserting ten thousand entities would be slow. */
export async function insertTasks(tx: Transaction, rows: readonly NewTaskRow[]): Promise<void> {
  await insertRows(tx, Task, rows);
  const reminders = rows.flatMap((row) => row.reminders.map((reminder) => ({ ...reminder, task: row.id })));
  if (reminders.length > 0) await insertRows(tx, Reminder, reminders);
}

/** @param rows have the names of the entity's properties */
async function insertRows(tx: Transaction, entity: EntityName, rows: readonly object[]): Promise<void> {
  const { tableName, props } = tx.getMetadata().get(entity);
  const columns = props.filter(({ kind, persist, generated }) => kind !== '1:m' && persist !== false && !generated);
  await tx.execute(
    `insert into ${tableName} (${columns.map(({ fieldNames }) => fieldNames)})
     select ${columns.map(({ name }) => `"${name}"`)} from json_to_recordset(?) as new
       (${columns.map(({ name, columnTypes }) => `"${name}" ${columnTypes}`)})`,
    [JSON.stringify(rows)],
  );
}
