import type { Edit } from './edit.ts';

/** What was done, as the beginning of a sentence. */
export function editName(edit: Edit): string {
  const title = edit.kind === 'add' ? edit.input.title : edit.before?.title;
  const of = title ? ` “${title}”` : ' a task';
  const names = {
    ...{ add: 'Adding', update: 'Changing', complete: 'Completing' },
    ...{ reopen: 'Reopening', delete: 'Deleting', snooze: 'Snoozing' },
  };
  return names[edit.kind] + of;
}
