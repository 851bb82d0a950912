import type { QueryClient } from '@tanstack/react-query';
import { v4 as uuid } from 'uuid';
import { call } from '../../api/api.client.ts';
import { readAgain } from '../../api/query.client.ts';
import type { List } from '../lists/list.names.ts';
import { learnList } from '../lists/list.sync.ts';
import { taskKeys } from '../sync/task.keys.ts';
import type { NewTask, Task } from '../task.ts';

const note = [
  'A note is written in **Markdown**:',
  '',
  '- [x] checkboxes are ticked here',
  '- [ ] so is this one',
  '',
  'Addresses such as https://example.com become links.',
].join('\n');

const tasks: NewTask[] = [
  { title: 'Open me: I have a note', description: note },
  { title: 'Drag me to another place, or press Alt+Shift+↓', tags: ['keys'] },
  { title: 'Press ? for all keys, and Ctrl+K to find anything', tags: ['keys'] },
  { title: 'Plan a weekend away', priority: 'high' },
];
const subtasks = ['Choose where to go', 'Book the train', 'Pack'];

/**
 * Adds a list whose tasks show what there is: a note, an order of its own, tags, a priority and subtasks.
 * @returns the list
 * @throws ApiProblem, such as if there is a list of this name already
 */
export async function addSampleList(client: QueryClient): Promise<List> {
  const list = await call<List>('POST', 'lists', { body: { name: 'First steps' }, headers: once() });
  learnList(client, list);
  const { items } = await addAll(tasks.map((task) => ({ ...task, listId: list.id })));
  const parentId = items.at(-1)!.id;
  await addAll(subtasks.map((title) => ({ title, parentId })));
  void readAgain(client, taskKeys.all, taskKeys.counts);
  return list;
}

function addAll(added: NewTask[]): Promise<{ items: Task[] }> {
  return call('POST', 'tasks/batch', { body: { tasks: added }, headers: once() });
}

const once = () => ({ 'idempotency-key': uuid() });
