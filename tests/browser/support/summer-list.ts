import type { Client } from '../../support/api-client.ts';

/** Adds a list of a trip, with two subtasks, and of two other tasks. @returns its id */
export async function addSummerList(api: Client): Promise<string> {
  const { body: list } = await api.post('/api/lists', { name: 'Summer' });
  const add = async (title: string, parentId?: string) =>
    (await api.post('/api/tasks', { title, ...(parentId ? { parentId } : { listId: list.id }) })).body.id;
  const trip = await add('Trip');
  for (const title of ['Pack', 'Book']) await add(title, trip);
  for (const title of ['Garden', 'Paint']) await add(title);
  return list.id;
}
