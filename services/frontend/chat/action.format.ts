import type { Action } from './client/chat.client.ts';

interface NamedTask {
  id: string;
  title: string;
}

export interface DoneAction {
  /** The action, such as `Added`. */
  text: string;
  /** The tasks it concerned. Those that are gone have no page to open. */
  tasks: (NamedTask & { gone: boolean })[];
  /** How many more there are. */
  more: number;
}

/** As many as one reads. */
const shown = 5;

const verbs: Record<string, string> = {
  add: 'Added',
  add_several: 'Added',
  update: 'Changed',
  complete: 'Completed',
  reopen: 'Reopened',
  snooze: 'Snoozed',
  skip: 'Skipped',
  undo: 'Took back',
};

/** An action of the chatbot as text, with the tasks it concerned; undefined if it neither changed nor found anything. */
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

/** A task itself, a list of tasks, or a list of what happened to tasks. */
function tasksOf(result: Record<string, unknown>): DoneAction['tasks'] {
  if (isTask(result)) return [named(result)];
  if (!Array.isArray(result['items'])) return [];
  return result['items'].flatMap((item: unknown) => {
    if (isTask(item)) return [named(item)];
    if (!isObject(item) || !isTask(item['task'])) return [];
    // Taking back that it was added is to delete it.
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
