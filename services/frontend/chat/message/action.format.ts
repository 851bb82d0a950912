import type { Action } from '../client/chat.client.ts';

interface NamedTask {
  id: string;
  title: string;
}

export interface DoneAction {
  /** The name of the action, such as `Added`. */
  text: string;
  /** The tasks that the action concerned. A task that is gone has no page to open. */
  tasks: (NamedTask & { gone: boolean })[];
  /** The number of further tasks. */
  more: number;
}

/** A longer list would not be read. */
const shown = 5;

const verbs: Record<string, string> = {
  add: 'Added',
  add_several: 'Added',
  update: 'Changed',
  move: 'Moved',
  complete: 'Completed',
  reopen: 'Reopened',
  snooze: 'Snoozed',
  skip: 'Skipped',
  undo: 'Undid',
};

/** Describes an action of the chatbot and names its tasks. Returns undefined if it neither changed nor found anything. */
export function actionInWords({ tool, result }: Action): DoneAction | undefined {
  if (!isObject(result)) return undefined;
  if (isTask(result['deleted'])) return { text: 'Deleted', tasks: [named(result['deleted'], true)], more: 0 };
  if (isTask(result['wouldDelete'])) return { text: 'Asks to delete', tasks: [named(result['wouldDelete'])], more: 0 };
  const tasks = tasksOf(result);
  const list = { tasks: tasks.slice(0, shown), more: Math.max(0, tasks.length - shown) };
  const done = verbs[tool];
  if (done) return tasks.length > 0 ? { text: done, ...list } : undefined;
  return tasks.length > 0 ? { text: 'Found', ...list } : undefined;
}

/** The result is a task, a list of tasks, or a list of changes of tasks. */
function tasksOf(result: Record<string, unknown>): DoneAction['tasks'] {
  if (isTask(result)) return [named(result)];
  if (!Array.isArray(result['items'])) return [];
  return result['items'].flatMap((item: unknown) => {
    if (isTask(item)) return [named(item)];
    if (!isObject(item) || !isTask(item['task'])) return [];
    // To undo that a task was added is to delete it.
    return [named(item['task'], item['change'] === 'deleted')];
  });
}

function named({ id, title }: NamedTask, gone = false): DoneAction['tasks'][number] {
  return { id, title, gone };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isTask(value: unknown): value is NamedTask {
  return isObject(value) && typeof value['id'] === 'string' && typeof value['title'] === 'string';
}
