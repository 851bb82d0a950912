import { Select } from '../../../ui/fields/select.tsx';
import { inboxName } from '../../lists/list.names.ts';
import { useLists } from '../../lists/list.queries.ts';
import type { Editing } from '../task.editing.ts';
import { FieldRow } from './field.row.tsx';

/** What stands for the Inbox among the ids of lists. */
const none = '';

/** Moves the task to another list. */
export function ListField({ task, update, errorOf, begin }: Editing) {
  const lists = useLists().filter(({ id, archived }) => !archived || id === task.listId);
  if (lists.length === 0) return null;
  return (
    <FieldRow icon="list" label="List" error={errorOf('listId')}>
      <Select
        label="List"
        value={task.listId ?? none}
        options={[{ value: none, label: inboxName }, ...lists.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(id) => update({ listId: id || null })}
        begin={() => begin('listId')}
      />
    </FieldRow>
  );
}
