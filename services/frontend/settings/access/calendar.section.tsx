import type { User } from '../../account/account.queries.ts';
import { Button } from '../../ui/button.tsx';
import { Section, SectionProblem } from '../section.tsx';
import settings from '../settings.module.css';
import styles from './access.module.css';
import { SecretField } from './secret.field.tsx';
import { TokenList } from './token.list.tsx';
import { useCreateToken } from './token.queries.ts';

/** Addresses at which calendar programs read the tasks. Each holds the secret of a token that may do nothing else. */
export function CalendarSection({ user }: { user: User }) {
  const create = useCreateToken();
  return (
    <Section
      title="Calendar"
      hint="A calendar program that subscribes to an address shows your open tasks with a due, and asks for news every hour. Whoever knows the address can read them: make one for each program, and revoke what you do not use."
    >
      <TokenList user={user} label="Calendar addresses" filter={({ scope }) => scope === 'feed'} />
      {create.data ? (
        <section className={styles['secret']} aria-label="The new address">
          <p>Copy the address now, and subscribe to it in your calendar program. It is not shown again.</p>
          <SecretField
            label="Address"
            value={`${window.location.origin}/api/feed/${create.data.secret}.ics`}
            onDone={() => create.reset()}
          />
        </section>
      ) : (
        <Button
          className={settings['start']}
          disabled={create.isPending}
          onClick={() => create.mutate({ name: 'Calendar', scope: 'feed', expiresAt: null })}
        >
          Make an address
        </Button>
      )}
      <SectionProblem error={create.error} />
    </Section>
  );
}
