import type { User } from '../account/account.queries.ts';
import { GuideSections } from '../help/guide.sections.tsx';
import { useDocumentTitle } from '../ui/document-title.ts';
import { CalendarSection } from './access/calendar.section.tsx';
import { SessionsSection } from './access/sessions.section.tsx';
import { TokensSection } from './access/tokens.section.tsx';
import { AccountSection } from './account.section.tsx';
import { AppearanceSection } from './appearance.section.tsx';
import { DataSection } from './data.section.tsx';
import { DeletionSection } from './deletion.section.tsx';
import { DeliverySection } from './delivery.section.tsx';
import { FormatSection } from './format.section.tsx';
import { PasswordSection } from './password.section.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

export function SettingsView({ user, eventsEnabled }: { user: User; eventsEnabled: boolean }) {
  useDocumentTitle('Settings');
  return (
    <div className={styles['page']}>
      <h1 className={styles['title']}>Settings</h1>
      <AccountSection user={user} />
      <FormatSection user={user} />
      <AppearanceSection />
      {eventsEnabled && (
        <Section title="Help">
          <GuideSections />
        </Section>
      )}
      {eventsEnabled && <DeliverySection user={user} />}
      {eventsEnabled && <DataSection />}
      {eventsEnabled && <CalendarSection user={user} />}
      {!user.external && <PasswordSection />}
      <SessionsSection user={user} eventsEnabled={eventsEnabled} />
      {eventsEnabled && <TokensSection user={user} />}
      <DeletionSection user={user} />
    </div>
  );
}
