import type { Pool } from 'pg';
import type { Acknowledged } from './task.client.ts';

/** The name of the only invariant that may have checked nothing, because it checks dead letters. */
export const noDeadLetter = 'nothing became a dead letter';

/** A rule that must hold, the number of checked cases, and the violations. */
export interface Invariant {
  name: string;
  checked: number;
  violations: string[];
}

/**
 * Checks the tables at the end of a run, without asking the services.
 * @param poison the ids of events that no consumer can process, by topic.
 */
export async function checkInvariants(
  database: Pool,
  acknowledged: Acknowledged,
  poison: readonly { topic: string; id: string }[] = [],
): Promise<Invariant[]> {
  const query = async (name: string, sql: string, params: unknown[] = []): Promise<Invariant> => {
    const { rows } = await database.query<{ violation: string | null; checked: string }>(sql, params);
    return {
      name,
      checked: Number(rows[0]?.checked ?? 0),
      violations: rows.flatMap(({ violation }) => violation ?? []),
    };
  };
  // Each query returns the violations as texts, and the number of all cases as `total`.
  const cases = (from: string, violation: string) =>
    `with cases as (${from}), judged as (select ${violation} as violation from cases)
     select violation, total.checked from (select count(*) as checked from judged) total
       left join judged on violation is not null`;

  return [
    await query(
      'every acknowledged create is there',
      cases(
        `select wanted.id, task.id as found from unnest($1::uuid[]) wanted (id) left join task using (id)`,
        `case when found is null then 'task ' || id || ' is missing' end`,
      ),
      [[...acknowledged.created]],
    ),
    await query(
      'every acknowledged edit is there',
      cases(
        `select wanted.*, task.priority from unnest($1::uuid[], $2::task_priority[]) wanted (id, told)
           left join task using (id)`,
        `case when priority is distinct from told then 'task ' || id || ' has priority ' || coalesce(priority::text, 'none') end`,
      ),
      [[...acknowledged.edited.keys()], [...acknowledged.edited.values()]],
    ),
    await query(
      'every acknowledged completion is there',
      cases(
        `select wanted.id, task.completed_at from unnest($1::uuid[]) wanted (id) left join task using (id)`,
        `case when completed_at is null then 'task ' || id || ' is open' end`,
      ),
      [[...acknowledged.completed]],
    ),
    await query(
      'every completed task has exactly one successor, and no open one has any',
      cases(
        `select task.id, task.completed_at,
                (select count(*) from task next where next.series_id = task.series_id and next.occurrence = 2) as successors
           from task where occurrence = 1`,
        `case when successors <> (completed_at is not null)::int then 'task ' || id || ' has ' || successors end`,
      ),
    ),
    await query(
      'every sent reminder has exactly one notification',
      cases(
        `select reminder.task_id, (select count(*) from notification n where n.task_id = reminder.task_id) as notifications
           from reminder where state = 'sent'`,
        `case when notifications <> 1 then 'task ' || task_id || ' has ' || notifications end`,
      ),
    ),
    await query(
      'no notification is without a sent reminder',
      cases(
        `select n.task_id, (select count(*) from reminder r where r.task_id = n.task_id and r.state = 'sent') as sent
           from notification n`,
        `case when sent <> 1 then 'task ' || task_id || ' has ' || sent || ' sent reminders' end`,
      ),
    ),
    await query(
      'every change of a task has exactly one activity row',
      cases(
        `select id, version, (select count(*) from activity where task_id = task.id) as activities from task`,
        `case when activities <> version then 'task ' || id || ' at version ' || version || ' has ' || activities end`,
      ),
    ),
    await query(
      poison.length > 0 ? 'the dead letters are exactly the poison' : noDeadLetter,
      cases(
        `select topic, event_id, wanted.topic is not null as expected, dead_letter.id is not null as found
           from unnest($1::text[], $2::text[]) wanted (topic, event_id) full join dead_letter using (topic, event_id)`,
        `case when not expected then topic || ': ' || event_id || ' is no poison'
              when not found then topic || ': ' || event_id || ' is missing' end`,
      ),
      [poison.map(({ topic }) => topic), poison.map(({ id }) => id)],
    ),
  ];
}
