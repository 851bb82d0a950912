import { Client } from 'pg';

/** Removes the activity of a task, as when its month is no longer kept. */
export async function forgetActivity(ownerUrl: string, taskId: string): Promise<void> {
  const owner = new Client(ownerUrl);
  await owner.connect();
  await owner.query('delete from activity where task_id = $1', [taskId]);
  await owner.end();
}
