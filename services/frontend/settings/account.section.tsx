import { type User, useChangeAccount } from '../account/account.queries.ts';
import { TimeZonePicker } from '../account/time-zone.picker.tsx';
import { Button } from '../ui/button.tsx';
import { useLeave } from './access/use-leave.ts';
import { Section, SectionProblem } from './section.tsx';
import styles from './settings.module.css';

export function AccountSection({ user }: { user: User }) {
  const change = useChangeAccount();
  const { leave, isPending } = useLeave();
  // The chosen value is shown at once; if the server refuses it, the stored one returns.
  const zone = (change.isPending && change.variables.timeZone) || user.timeZone;
  return (
    <Section title="Account" hint="“Today”, “overdue” and new due dates go by your time zone.">
      <div className={styles['fact']}>
        <div>
          <p className={styles['factName']}>Signed in as</p>
          <p className={styles['factValue']}>{user.email ?? 'an account without an e-mail address'}</p>
        </div>
        <Button disabled={isPending} onClick={() => leave('here')}>
          Sign out
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
