import { createHash } from 'node:crypto';
import type { Transaction } from '../../platform/unit-of-work.ts';
import type { ImportedTask } from '../transfer.schema.ts';

/**
 * Decides the ids of imported tasks. A task keeps its id if that is free. If another account has it, the new id is derived from
 * the user and the id in the file, so that importing the file again finds the tasks of the first import.
 */
export async function idsFor(tx: Transaction, ownerId: string, tasks: readonly ImportedTask[]) {
  const derived = (id: string) => derivedId(ownerId, id);
  const given = tasks.map(({ id }) => id);
  const series = [...new Set(tasks.flatMap(({ seriesId }) => seriesId ?? []))];
  const owners = await ownersOf(tx, [...given, ...given.map(derived)]);
  const occurrences = await occurrencesOf(tx, [...series, ...series.map(derived)]);
  const takenReminders = await existingReminders(
    tx,
    tasks.flatMap(({ reminders }) => reminders.flatMap(({ id }) => id ?? [])),
  );

  const isForeign = (owner: string | undefined) => owner !== undefined && owner !== ownerId;
  const of = (id: string) => (isForeign(owners.get(id)) || owners.get(derived(id)) === ownerId ? derived(id) : id);
  const foreignSeries = new Set(occurrences.filter((row) => isForeign(row.ownerId)).map(({ seriesId }) => seriesId));
  const ofSeries = (id: string) => (foreignSeries.has(id) ? derived(id) : id);
  const ownOccurrences = new Set(
    occurrences.filter((row) => row.ownerId === ownerId).map((row) => `${row.seriesId} ${row.occurrence}`),
  );

  return {
    of,
    ofSeries,
    ofReminder: (taskId: string, id: string) => (takenReminders.has(id) ? derivedId(taskId, id) : id),
    /** Returns the id of a task that is to be added; undefined if the user has the task already. */
    ofNew({ id, seriesId, occurrence }: ImportedTask): string | undefined {
      const isThere =
        owners.get(of(id)) === ownerId || (seriesId && ownOccurrences.has(`${ofSeries(seriesId)} ${occurrence}`));
      return isThere ? undefined : of(id);
    },
  };
}

async function ownersOf(tx: Transaction, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx.execute<{ id: string; ownerId: string }[]>(
    `select id, owner_id as "ownerId" from task
      where id in (select value::uuid from json_array_elements_text(?) as given (value))`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, ownerId }) => [id, ownerId]));
}

function occurrencesOf(tx: Transaction, seriesIds: string[]) {
  return tx.execute<{ ownerId: string; seriesId: string; occurrence: number }[]>(
    `select owner_id as "ownerId", series_id as "seriesId", occurrence from task
      where series_id in (select value::uuid from json_array_elements_text(?) as given (value))`,
    [JSON.stringify(seriesIds)],
  );
}

async function existingReminders(tx: Transaction, ids: string[]): Promise<Set<string>> {
  const rows = await tx.execute<{ id: string }[]>(
    `select id from reminder where id in (select value::uuid from json_array_elements_text(?) as given (value))`,
    [JSON.stringify(ids)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Changes only the last 40 bits, so that derived ids sort by creation time as other ids do. */
function derivedId(by: string, id: string): string {
  return id.slice(0, -10) + createHash('sha256').update(`${by} ${id}`).digest('hex').slice(0, 10);
}
