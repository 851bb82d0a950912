import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import styles from './list.dialog.module.css';
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
  if (task.what !== 'delete') return <NameDialog task={task} onClose={onClose} onCreated={onCreated} />;
  return <DeleteDialog list={task.list} onClose={onClose} onDeleted={onDeleted} />;
}

interface NameProps extends Pick<Props, 'onClose' | 'onCreated'> {
  task: Exclude<ListTask, { what: 'delete' }>;
}

function NameDialog({ task, onClose, onCreated }: NameProps) {
  const actions = useListActions();
  const list = task.what === 'rename' ? task.list : undefined;
  const [name, setName] = useState(list?.name ?? '');
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isBusy || !name.trim()) return;
    setBusy(true);
    try {
      if (list) await actions.rename(list, name.trim());
      else onCreated(await actions.create(name.trim()));
      onClose();
    } catch (problem) {
      setError((problem as Error).message);
      setBusy(false);
    }
  }

  return (
    <Dialog title={list ? 'Rename the list' : 'A new list'} onClose={onClose}>
      <form onSubmit={submit} className={styles['form']}>
        <TextField
          label="Name"
          name="name"
          value={name}
          maxLength={100}
          error={error}
          autoComplete="off"
          onChange={({ target }) => {
            setName(target.value);
            setError(undefined);
          }}
        />
        <Button type="submit" look="primary" disabled={!name.trim() || isBusy}>
          {list ? 'Rename' : 'Add the list'}
        </Button>
      </form>
    </Dialog>
  );
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
