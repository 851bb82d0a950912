import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { type User, useConfig, useDeleteAccount } from '../account/account.queries.ts';
import { ExternalSignInLink } from '../account/external-sign-in.link.tsx';
import { useExternalSignInProblem } from '../account/use-external-sign-in-problem.ts';
import { ApiProblem } from '../api/api.client.ts';
import { errorAt, problemBeside } from '../api/field-errors.ts';
import { DraftStorage } from '../drafts/draft.storage.ts';
import { eraseStoredEdits } from '../tasks/edits/queue/edit.storage.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields/text-field.tsx';
import { Dialog } from '../ui/overlay/dialog.tsx';
import { toast } from '../ui/overlay/toast.ts';
import { Section, SectionProblem } from './section.tsx';
import styles from './settings.module.css';

const word = 'delete';

export function DeletionSection({ user }: { user: User }) {
  const [isOpen, setOpen] = useState(false);
  // The person signed in with the external issuer again in order to delete the account.
  const problem = useExternalSignInProblem();
  return (
    <Section
      title="Delete account"
      hint="Tasks, reminders, activity and conversations are deleted at once and cannot be restored."
    >
      <SectionProblem error={problem} />
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
  const issuer = useConfig().data?.oidc;
  const isTooOld = remove.error instanceof ApiProblem && remove.error.code === 'sign_in_again';

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = user.external ? undefined : String(new FormData(event.currentTarget).get('password'));
    try {
      await remove.mutateAsync(password);
      await eraseStoredEdits(user.id);
      new DraftStorage(user.id).erase();
      navigate('/');
      toast({ title: 'Your account is deleted' });
    } catch {
      // The error is shown beside the fields.
    }
  }

  return (
    <Dialog title="Delete your account?" onClose={onClose}>
      <form onSubmit={submit} className={styles['form']} aria-label="Delete the account">
        <p>Everything in it is deleted at once and cannot be restored. You may want to export your tasks first.</p>
        {!user.external && (
          <TextField
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
            error={errorAt(remove.error, 'password')}
          />
        )}
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
        {isTooOld && issuer && <ExternalSignInLink name={issuer.name} />}
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
