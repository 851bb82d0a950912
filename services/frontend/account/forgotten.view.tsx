import type { FormEvent } from 'react';
import { errorAt, problemBeside } from '../api/field-errors.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields/text-field.tsx';
import { useRequestReset } from './account.queries.ts';
import styles from './sign-in.module.css';

/** Asks for a link to choose a new password. It says the same whether there is such an account or not. */
export function ForgottenView({ onBack }: { onBack: () => void }) {
  const request = useRequestReset();
  const problem = problemBeside(request.error, ['email']);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    request.mutate(String(new FormData(event.currentTarget).get('email')));
  }

  return (
    <main className={styles['page']}>
      <img src="/icons/icon.svg" alt="" width="56" height="56" />
      <h1>Forgot your password?</h1>
      <form onSubmit={submit} className={styles['form']} aria-label="Forgot your password?">
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          error={errorAt(request.error, 'email')}
        />
        <p role="alert" className={styles['problem']} hidden={!problem}>
          {problem?.message}
        </p>
        <p role="status" hidden={!request.isSuccess}>
          {request.isSuccess && 'If there is an account with this address, it gets a message with a link in a moment.'}
        </p>
        <Button type="submit" look="primary" disabled={request.isPending}>
          Send a link
        </Button>
      </form>
      <p className={styles['other']}>
        <Button look="quiet" onClick={onBack}>
          Back to sign in
        </Button>
      </p>
    </main>
  );
}
