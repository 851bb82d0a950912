import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiProblem } from '../api/api.client.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields/text-field.tsx';
import { sessionEndedKey, useConfig, useSignIn } from './account.queries.ts';
import { ExternalSignInLink } from './external-sign-in.link.tsx';
import { ForgottenView } from './forgotten.view.tsx';
import styles from './sign-in.module.css';
import { useExternalSignInProblem } from './use-external-sign-in-problem.ts';

const texts = {
  login: { title: 'Sign in', submit: 'Sign in', other: 'New here?', switch: 'Create an account' },
  register: {
    title: 'Create an account',
    submit: 'Create account',
    other: 'Already have an account?',
    switch: 'Sign in',
  },
} as const;

export function SignInView() {
  const [how, setHow] = useState<keyof typeof texts>('login');
  const signIn = useSignIn(how);
  const text = texts[how];
  const [hasForgotten, setForgotten] = useState(false);
  const { oidc: issuer, email: sendsEmail } = useConfig().data ?? {};
  const problem = signIn.error;
  const errorOf = (path: string) =>
    problem instanceof ApiProblem ? problem.errors.find((error) => error.path === path)?.message : undefined;
  const general = problem && !errorOf('email') && !errorOf('password') ? problem.message : undefined;
  const cameBack = useExternalSignInProblem();
  const hasEnded = useQueryClient().getQueryData(sessionEndedKey) === true;
  const external = signIn.isIdle ? cameBack : undefined;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email')), password: String(form.get('password')) });
  }

  if (hasForgotten) return <ForgottenView onBack={() => setForgotten(false)} />;
  return (
    <main className={styles['page']}>
      <img src="/icons/icon.svg" alt="" width="56" height="56" />
      <h1>{text.title}</h1>
      <p className={styles['about']}>
        A todo list you can talk to: write “call mum tomorrow 6pm every week”, plan your days, and ask the chat for the
        rest.
      </p>
      {hasEnded && (
        <p role="status" className={styles['ended']}>
          Your session has ended. Sign in again; what you typed and what was not sent yet is kept.
        </p>
      )}
      <form key={how} onSubmit={submit} className={styles['form']} aria-label={text.title}>
        <TextField label="E-mail" name="email" type="email" autoComplete="username" required error={errorOf('email')} />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete={how === 'login' ? 'current-password' : 'new-password'}
          required
          minLength={how === 'register' ? 10 : undefined}
          maxLength={200}
          hint={how === 'register' ? 'At least 10 characters.' : undefined}
          error={errorOf('password')}
        />
        <p role="alert" className={styles['problem']} hidden={!general && !external}>
          {general ?? external}
        </p>
        <Button type="submit" look="primary" disabled={signIn.isPending}>
          {text.submit}
        </Button>
      </form>
      {sendsEmail && how === 'login' && (
        <Button look="quiet" onClick={() => setForgotten(true)}>
          Forgot your password?
        </Button>
      )}
      {issuer && <ExternalSignInLink name={issuer.name} />}
      <p className={styles['other']}>
        {text.other}{' '}
        <Button
          look="quiet"
          onClick={() => {
            signIn.reset();
            setHow(how === 'login' ? 'register' : 'login');
          }}
        >
          {text.switch}
        </Button>
      </p>
    </main>
  );
}
