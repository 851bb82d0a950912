import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { type User, useDeleteAccount } from '../account/account.queries.ts';
import { errorAt, problemBeside } from '../api/field-errors.ts';
import { eraseStoredEdits } from '../tasks/edits/edit.storage.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toasts.tsx';
import { Section, SectionProblem } from './section.tsx';
import styles from './settings.module.css';

const word = 'delete';

export function DeletionSection({ user }: { user: User }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Section
      title="Delete account"
      hint="Tasks, reminders, activity and conversations are deleted at once and cannot be brought back."
    >
      <Button look="danger" onClick={() => setOpen(true)} className={styles['start']}>
        Delete account…
      </Button>
      {isOpen && <DeletionDialog user={user} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function DeletionDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const remove = useDeleteAccount();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    try {
      await remove.mutateAsync(password);
      await eraseStoredEdits(user.id);
      navigate('/');
      toast({ title: 'Your account is deleted' });
    } catch {
      // It is told beside the fields.
    }
  }

  return (
    <Dialog title="Delete your account?" onClose={onClose}>
      <form onSubmit={submit} className={styles['form']} aria-label="Delete the account">
        <p>
          Everything of it is deleted at once, and nobody can bring it back. You may want to export your tasks first.
        </p>
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
          error={errorAt(remove.error, 'password')}
        />
        <TextField
          label={`Type “${word}” to confirm`}
          name="confirmation"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <SectionProblem error={problemBeside(remove.error, ['password'])} />
        <div className={styles['row']}>
          <Button type="submit" look="danger" disabled={typed.trim().toLowerCase() !== word || remove.isPending}>
            Delete for good
          </Button>
          <Button onClick={onClose}>Keep it</Button>
        </div>
      </form>
    </Dialog>
  );
}
