import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../button.tsx';
import { TextField } from '../fields/text-field.tsx';
import { Dialog } from './dialog.tsx';
import styles from './name.dialog.module.css';

interface Props {
  title: string;
  /** The name that it has now. */
  name?: string | undefined;
  submitLabel: string;
  /** Stores the name. What it throws is shown beside the field, and the dialog stays open. */
  save: (name: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for the name of a list or of a kept view. */
export function NameDialog({ title, name: given = '', submitLabel, save, onClose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(given);
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isBusy || !name.trim()) return;
    setBusy(true);
    try {
      await save(name.trim());
      onClose();
    } catch (problem) {
      setError((problem as Error).message);
      setBusy(false);
    }
  }

  return (
    <Dialog title={title} onClose={onClose} initialFocus={field}>
      <form onSubmit={submit} className={styles['form']}>
        <TextField
          ref={field}
          label="Name"
          name="name"
          value={name}
          maxLength={100}
          error={error}
          autoComplete="off"
          onFocus={({ target }) => target.select()}
          onChange={({ target }) => {
            setName(target.value);
            setError(undefined);
          }}
        />
        <Button type="submit" look="primary" disabled={!name.trim() || isBusy}>
          {submitLabel}
        </Button>
      </form>
    </Dialog>
  );
}
