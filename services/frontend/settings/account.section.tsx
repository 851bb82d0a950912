import { useLocation } from 'wouter';
import { type User, useChangeAccount, useSignOut } from '../account/account.queries.ts';
import { TimeZonePicker } from '../account/time-zone.picker.tsx';
import { useEdits } from '../tasks/edits/edits.context.ts';
import { Button } from '../ui/button.tsx';
import { problemToast } from '../ui/overlay/toasts.tsx';
import { Section, SectionProblem } from './section.tsx';
import styles from './settings.module.css';

export function AccountSection({ user }: { user: User }) {
  const change = useChangeAccount();
  const signOut = useSignOut();
  const { queue } = useEdits();
  const [, navigate] = useLocation();
  // The chosen value is shown at once; if the server refuses it, the stored one returns.
  const zone = (change.isPending && change.variables.timeZone) || user.timeZone;
  return (
    <Section title="Account" hint="“Today”, “overdue” and new due dates go by your time zone.">
      <div className={styles['fact']}>
        <div>
          <p className={styles['factName']}>Signed in as</p>
          <p className={styles['factValue']}>{user.email ?? 'an account without an e-mail address'}</p>
        </div>
        <Button
          disabled={signOut.isPending}
          onClick={async () => {
            try {
              // Pending changes must reach the server while the session still exists.
              await queue.flush();
              await signOut.mutateAsync();
              navigate('/');
            } catch (error) {
              problemToast('You are still signed in', error as Error);
            }
          }}
        >
          Sign out everywhere
        </Button>
      </div>
      <TimeZonePicker
        label="Time zone"
        showLabel
        value={zone}
        onChange={(timeZone) => change.mutate({ timeZone })}
        disabled={change.isPending}
      />
      <SectionProblem error={change.error} />
    </Section>
  );
}
