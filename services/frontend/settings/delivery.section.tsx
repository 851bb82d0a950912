import { useQuery } from '@tanstack/react-query';
import { type User, useConfig } from '../account/account.queries.ts';
import { readerOf } from '../account/reader.ts';
import { errorAt, problemBeside } from '../api/field-errors.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/fields/switch.tsx';
import { type Preferences, preferencesQuery, useChangePreferences, wasOvertaken } from './delivery.queries.ts';
import { DeviceSwitch } from './device.switch.tsx';
import { QuietHours } from './quiet-hours.tsx';
import { Section, SectionProblem } from './section.tsx';

const night = { from: '22:00', to: '07:00' };
const overtaken = 'These settings have just been changed elsewhere, and are shown as changed. Please choose again.';

export function DeliverySection({ user }: { user: User }) {
  const sendsEmail = useConfig().data?.email === true;
  const stored = useQuery(preferencesQuery);
  const change = useChangePreferences();
  const shown = change.isPending ? change.variables : stored.data?.preferences;
  const update = (changes: Partial<Preferences>) => shown && change.mutate({ ...shown, ...changes });
  const problem = problemBeside(change.error, ['quietHours']);
  return (
    <Section
      title="Reminders"
      hint="Every reminder is kept under Notifications. Here you choose how else it reaches you."
    >
      {shown ? (
        <>
          <DeviceSwitch user={user} />
          <Switch
            label="E-mail"
            {...(!sendsEmail && { hint: 'E-mail is not set up on this server.' })}
            checked={sendsEmail && shown.email}
            disabled={!sendsEmail}
            onChange={(email) => update({ email })}
          />
          <Switch
            label="Quiet hours"
            hint="Nothing is pushed or sent by e-mail between these times in your time zone."
            checked={shown.quietHours !== null}
            onChange={(on) => update({ quietHours: on ? night : null })}
          />
          {shown.quietHours && (
            <QuietHours
              reader={readerOf(user)}
              hours={shown.quietHours}
              onChange={(quietHours) => update({ quietHours })}
              error={errorAt(change.error, 'quietHours')}
            />
          )}
          <SectionProblem error={wasOvertaken(change.error) ? overtaken : problem} />
        </>
      ) : (
        <>
          <p aria-busy={stored.isPending}>{stored.isPending && 'Loading…'}</p>
          <SectionProblem error={stored.error} />
          {stored.isError && <Button onClick={() => stored.refetch()}>Try again</Button>}
        </>
      )}
    </Section>
  );
}
