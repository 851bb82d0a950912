import { type Task, wholeTask } from '../../../services/frontend/tasks/task.ts';

let made = 0;

/** A task that differs from an ordinary one by what is named. */
export function aTask(changes: Partial<Task> = {}): Task {
  made += 1;
  const at = new Date(Date.UTC(2027, 0, 1, 0, 0, made)).toISOString();
  return {
    ...wholeTask({
      id: `00000000-0000-7000-8000-${String(made).padStart(12, '0')}`,
      title: `Task ${made}`,
      description: '',
      completed: false,
      completedAt: null,
      version: 1,
      createdAt: at,
      updatedAt: at,
    }),
    ...changes,
  };
}
