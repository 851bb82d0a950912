import type { Edit } from './edit.ts';

/** Names the edit as the beginning of a sentence, such as "Adding “Buy milk”". */
export function editName(edit: Edit): string {
  const title = edit.kind === 'add' ? edit.input.title : edit.before?.title;
  const of = title ? ` “${title}”` : ' a task';
  const names = {
    add: 'Adding',
    update: 'Changing',
    complete: 'Completing',
    reopen: 'Reopening',
    delete: 'Deleting',
    snooze: 'Snoozing',
    skip: 'Skipping',
    move: 'Moving',
    restore: 'Bringing back',
  };
  return names[edit.kind] + of;
}
