import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import styles from '../lists/list.dialog.module.css';
import { type KeptView, useViewActions } from './view.queries.ts';

/** The query that is to be kept, or the view that gets another name. */
export type Naming = { query: string } | { view: KeptView };

/** Asks for the name of a kept view. */
export function ViewDialog({ naming, onClose }: { naming: Naming; onClose: () => void }) {
  const actions = useViewActions();
  const view = 'view' in naming ? naming.view : undefined;
  const [name, setName] = useState(view?.name ?? '');
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isBusy || !name.trim()) return;
    setBusy(true);
    try {
      if ('view' in naming) await actions.change(naming.view, { name: name.trim() });
      else await actions.keep({ name: name.trim(), query: naming.query });
      onClose();
    } catch (problem) {
      setError((problem as Error).message);
      setBusy(false);
    }
  }

  return (
    <Dialog title={view ? 'Rename the view' : 'Keep this view'} onClose={onClose}>
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
          {view ? 'Rename' : 'Keep it'}
        </Button>
      </form>
    </Dialog>
  );
}
