/**
 * The parts of a statement by which the backend inserts activity and outbox rows. Their parameters are the instant and both kinds of
 * rows as JSON.
 */
export const whatHappened = `
  activities as (
    insert into activity (owner_id, task_id, action, changes, actor, at)
    select owner_id, task_id, action, changes, actor, $1 from json_to_recordset($2) as new
      (owner_id uuid, task_id uuid, action activity_action, changes jsonb, actor activity_actor)
  ), events as (
    insert into outbox_event (id, topic, partition_key, owner_id, event, created_at)
    select id, topic, partition_key, owner_id, event, $1 from json_to_recordset($3) as new
      (id uuid, topic text, partition_key text, owner_id uuid, event json)
  )`;

export const insertWhatHappened = `with ${whatHappened} select`;
