import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { errorAt, problemBeside } from '../api/field-errors.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields/text-field.tsx';
import { useResetPassword } from './account.queries.ts';
import styles from './sign-in.module.css';

/** Asks for a new password. The link's secret stands after `#` in the address. */
export function ResetView() {
  const reset = useResetPassword();
  const [, navigate] = useLocation();
  const [token] = useState(() => window.location.hash.slice(1));
  const problem = problemBeside(reset.error, ['password'])?.message;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    try {
      await reset.mutateAsync({ token, password });
      navigate('/', { replace: true });
    } catch {
      // The error is shown beside the field.
    }
  }

  return (
    <main className={styles['page']}>
      <img src="/icons/icon.svg" alt="" width="56" height="56" />
      <h1>Choose a new password</h1>
      <form onSubmit={submit} className={styles['form']} aria-label="Choose a new password">
        <TextField
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={200}
          hint="At least 10 characters. It signs you out everywhere else, and revokes your API tokens."
          error={errorAt(reset.error, 'password')}
        />
        <p role="alert" className={styles['problem']} hidden={!problem}>
          {errorAt(reset.error, 'token') ? 'This link was used, or is too old. Ask for another message.' : problem}
        </p>
        <Button type="submit" look="primary" disabled={reset.isPending}>
          Set the password
        </Button>
      </form>
      <p className={styles['other']}>
        <Button look="quiet" onClick={() => navigate('/', { replace: true })}>
          Back to sign in
        </Button>
      </p>
    </main>
  );
}
