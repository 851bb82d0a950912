import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import styles from '../../ui/overlay/name.dialog.module.css';
import { NameDialog } from '../../ui/overlay/name.dialog.tsx';
import type { List } from './list.names.ts';
import { useCounts } from './list.queries.ts';
import { useListActions } from './use-list-actions.ts';

/** What the dialog is for. */
export type ListTask = { what: 'create' } | { what: 'rename' | 'delete'; list: List };

interface Props {
  task: ListTask;
  onClose: () => void;
  onCreated: (list: List) => void;
  onDeleted: (list: List) => void;
}

/** Asks for the name of a list, or what becomes of the tasks of one that is deleted. */
export function ListDialog({ task, onClose, onCreated, onDeleted }: Props) {
  const { rename, create } = useListActions();
  switch (task.what) {
    case 'create':
      return (
        <NameDialog
          title="A new list"
          submitLabel="Add the list"
          save={async (name) => onCreated(await create(name))}
          onClose={onClose}
        />
      );
    case 'rename':
      return (
        <NameDialog
          title="Rename the list"
          name={task.list.name}
          submitLabel="Rename"
          save={(name) => rename(task.list, name)}
          onClose={onClose}
        />
      );
    case 'delete':
      return <DeleteDialog list={task.list} onClose={onClose} onDeleted={onDeleted} />;
  }
}

function DeleteDialog({ list, onClose, onDeleted }: Pick<Props, 'onClose' | 'onDeleted'> & { list: List }) {
  const actions = useListActions();
  const count = useCounts()?.lists[list.id] ?? 0;
  const open = count === 1 ? '1 open task' : `${count} open tasks`;

  async function remove(tasks: 'inbox' | 'delete') {
    onClose();
    await actions.remove(list, tasks);
    onDeleted(list);
  }

  return (
    <Dialog title={`Delete “${list.name}”?`} onClose={onClose}>
      <div className={styles['form']}>
        <p>
          The list has {open}. Its tasks, also the completed ones, can go to the Inbox, or be deleted with the list.
        </p>
        <Button onClick={() => void remove('inbox')}>Keep the tasks in the Inbox</Button>
        <Button look="danger" onClick={() => void remove('delete')}>
          Delete the list and its tasks
        </Button>
      </div>
    </Dialog>
  );
}
