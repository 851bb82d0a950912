import { type FormEvent, useRef } from 'react';
import { useChangeAccount } from '../account/account.queries.ts';
import { errorAt, problemBeside } from '../api/field-errors.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields/text-field.tsx';
import { toast } from '../ui/overlay/toast.ts';
import { Section, SectionProblem } from './section.tsx';
import styles from './settings.module.css';

const fields = ['currentPassword', 'password'] as const;

export function PasswordSection() {
  const change = useChangeAccount();
  const form = useRef<HTMLFormElement>(null);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    change.mutate(
      { currentPassword: String(given.get('currentPassword')), password: String(given.get('password')) },
      {
        onSuccess: () => {
          form.current?.reset();
          toast({ title: 'Your password is changed', description: 'You are signed out on all other devices.' });
        },
      },
    );
  }

  return (
    <Section title="Password" hint="Changing it signs you out on all other devices.">
      <form ref={form} onSubmit={submit} className={styles['form']} aria-label="Change the password">
        <TextField
          label="Current password"
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
          error={errorAt(change.error, 'currentPassword')}
        />
        <TextField
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={200}
          hint="At least 10 characters."
          error={errorAt(change.error, 'password')}
        />
        <SectionProblem error={problemBeside(change.error, fields)} />
        <Button type="submit" disabled={change.isPending} className={styles['start']}>
          Change password
        </Button>
      </form>
    </Section>
  );
}
