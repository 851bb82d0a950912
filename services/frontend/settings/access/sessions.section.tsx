import { useQuery } from '@tanstack/react-query';
import { instantInWords } from '../../../../shared/language/format/due.format.ts';
import type { User } from '../../account/account.queries.ts';
import { readerOf } from '../../account/reader.ts';
import { Button } from '../../ui/button.tsx';
import { Section, SectionProblem } from '../section.tsx';
import settings from '../settings.module.css';
import styles from './access.module.css';
import { deviceInWords } from './device.format.ts';
import { sessionsQuery, useEndSession } from './session.queries.ts';
import { useLeave } from './use-leave.ts';

interface Props {
  user: User;
  eventsEnabled: boolean;
}

export function SessionsSection({ user, eventsEnabled }: Props) {
  const stored = useQuery(sessionsQuery);
  const end = useEndSession();
  const { leave, isPending } = useLeave();
  const reader = readerOf(user);
  return (
    <Section
      title="Sessions"
      hint={`Where you are signed in. A page that is not used for a while signs out by itself.${eventsEnabled ? ' Signing out everywhere also revokes your API tokens.' : ''}`}
    >
      {stored.isPending && <p aria-busy>Loading…</p>}
      <ul className={styles['list']} aria-label="Sessions" hidden={!stored.data}>
        {stored.data?.map(({ id, createdAt, lastSeenAt, userAgent, current }) => {
          const device = deviceInWords(userAgent);
          return (
            <li key={id} className={styles['item']}>
              <div>
                <p>
                  {device}
                  {current && <strong className={styles['mark']}>This one</strong>}
                </p>
                <p className={settings['hint']}>
                  Last seen {instantInWords(new Date(lastSeenAt), reader)}, signed in{' '}
                  {instantInWords(new Date(createdAt), reader)}
                </p>
              </div>
              {!current && (
                <Button aria-label={`End ${device}`} disabled={end.isPending} onClick={() => end.mutate(id)}>
                  End
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <SectionProblem error={stored.error ?? end.error} />
      <Button className={settings['start']} disabled={isPending} onClick={() => leave('everywhere')}>
        Sign out everywhere
      </Button>
    </Section>
  );
}
