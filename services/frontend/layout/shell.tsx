import { lazy, Suspense, useState } from 'react';
import { Link, Route, Switch } from 'wouter';
import type { User } from '../account/account.queries.ts';
import { NotificationButton } from '../notifications/notification.button.tsx';
import { ListView } from '../tasks/list.view.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { NotFoundView } from './not-found.view.tsx';
import styles from './shell.module.css';

// The first load brings the list; these come when they are opened.
const ChatPanel = lazy(() => import('../chat/chat.panel.tsx').then(({ ChatPanel }) => ({ default: ChatPanel })));
const NotificationPanel = lazy(() =>
  import('../notifications/notification.panel.tsx').then(({ NotificationPanel }) => ({ default: NotificationPanel })),
);
const SettingsView = lazy(() =>
  import('../settings/settings.view.tsx').then(({ SettingsView }) => ({ default: SettingsView })),
);

interface Props {
  user: User;
  /** Phase 4 has neither notifications nor due dates, tags, priorities, search. */
  phase5: boolean;
}

type Panel = 'chat' | 'notifications';

/** What a signed-in person sees: a header, one view, and at most one panel beside it. */
export function Shell({ user, phase5 }: Props) {
  const [panel, setPanel] = useState<Panel>();
  const toggle = (name: Panel) => setPanel((shown) => (shown === name ? undefined : name));
  const close = () => setPanel(undefined);
  return (
    <div className={styles['shell']} data-panel={panel}>
      <a href="#main" className={styles['skip']}>
        Skip to the list
      </a>
      <header className={styles['header']}>
        <Link href="/" className={styles['home']}>
          <img src="/icons/icon.svg" alt="" width="28" height="28" />
          <span>Todo</span>
        </Link>
        <nav aria-label="Main" className={styles['nav']}>
          <Button look="quiet" icon aria-label="Chat" aria-pressed={panel === 'chat'} onClick={() => toggle('chat')}>
            <Icon name="chat" />
          </Button>
          {phase5 && <NotificationButton pressed={panel === 'notifications'} onPress={() => toggle('notifications')} />}
          <Link href="/settings" aria-label="Settings" className={styles['settings']}>
            <Icon name="settings" />
          </Link>
        </nav>
      </header>
      <main id="main" tabIndex={-1} className={styles['main']}>
        <Suspense fallback={<p className={styles['waiting']}>Loading…</p>}>
          <Switch>
            <Route path="/settings">
              <SettingsView user={user} phase5={phase5} />
            </Route>
            {/* An open task stands beside the list, or over it where there is no room. */}
            <Route path="/tasks/:id">{({ id }) => <ListView user={user} phase5={phase5} openTaskId={id} />}</Route>
            <Route path="/">
              <ListView user={user} phase5={phase5} />
            </Route>
            <Route>
              <NotFoundView />
            </Route>
          </Switch>
        </Suspense>
      </main>
      {panel && (
        <aside className={styles['panel']} aria-label={panel === 'chat' ? 'Chat' : 'Notifications'}>
          <Suspense fallback={<p className={styles['waiting']}>Loading…</p>}>
            {panel === 'chat' ? (
              <ChatPanel user={user} phase5={phase5} onClose={close} />
            ) : (
              <NotificationPanel onClose={close} />
            )}
          </Suspense>
        </aside>
      )}
    </div>
  );
}
