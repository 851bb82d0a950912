import { lazy, useEffect, useState } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import type { User } from '../account/account.queries.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { LiveProvider } from '../live/live.context.tsx';
import { ReminderToasts } from '../live/reminder.toasts.tsx';
import { NotificationButton } from '../notifications/notification.button.tsx';
import { useAccountChecked } from '../offline/account-check.ts';
import { deviceKey } from '../push/device.key.ts';
import { EditsProvider } from '../tasks/edits/edits.provider.tsx';
import { ListView } from '../tasks/list/list.view.tsx';
import { Button } from '../ui/button.tsx';
import { focusWhenThere } from '../ui/focus-when-there.ts';
import { Icon } from '../ui/icon.tsx';
import { Part } from '../ui/part.tsx';
import { ConnectionBadge } from './connection.badge.tsx';
import { NotFoundView } from './not-found.view.tsx';
import styles from './shell.module.css';
import { warmUpOnUse } from './warm-up.ts';

// The first load brings only the list. These parts are fetched when they are opened.
const ChatPanel = lazy(() => import('../chat/chat.panel.tsx').then(({ ChatPanel }) => ({ default: ChatPanel })));
const NotificationPanel = lazy(() =>
  import('../notifications/notification.panel.tsx').then(({ NotificationPanel }) => ({ default: NotificationPanel })),
);
const SettingsView = lazy(() =>
  import('../settings/settings.view.tsx').then(({ SettingsView }) => ({ default: SettingsView })),
);
const ActivityView = lazy(() =>
  import('../activity/activity.view.tsx').then(({ ActivityView }) => ({ default: ActivityView })),
);
const HelpDialog = lazy(() => import('../help/help.dialog.tsx').then(({ HelpDialog }) => ({ default: HelpDialog })));

const PaletteDialog = lazy(() =>
  import('../palette/palette.dialog.tsx').then(({ PaletteDialog }) => ({ default: PaletteDialog })),
);

interface Props {
  user: User;
  /** False in Phase 4, which has no notifications, due dates, tags, priorities and search. */
  eventsEnabled: boolean;
}

/** The key makes React discard everything of one user before the next one signs in. */
export function Shell({ user, eventsEnabled }: Props) {
  return (
    <LiveProvider eventsEnabled={eventsEnabled}>
      <EditsProvider user={user} eventsEnabled={eventsEnabled}>
        <ReminderToasts user={user} />
        <Rooms user={user} eventsEnabled={eventsEnabled} />
      </EditsProvider>
    </LiveProvider>
  );
}

type Panel = 'chat' | 'notifications';

/** The page of a signed-in user: a header, one view, and at most one panel beside it. */
function Rooms({ user, eventsEnabled }: Props) {
  const [panel, setPanel] = useState<Panel>();
  const [help, setHelp] = useState(false);
  const [palette, setPalette] = useState(false);
  const [location, navigate] = useLocation();
  const toggle = (name: Panel) => setPanel((shown) => (shown === name ? undefined : name));
  const close = () => setPanel(undefined);
  const hasList = location === '/' || location.startsWith('/tasks/');
  useEffect(warmUpOnUse, []);
  const isChecked = useAccountChecked();
  useEffect(() => {
    if (!eventsEnabled || !isChecked || !localStorage.getItem(deviceKey)) return;
    // It only matters for reminders to come, and the next load tries again.
    void import('../push/device.ts').then(({ renewDevice }) => renewDevice(user.id)).catch(() => undefined);
  }, [user.id, eventsEnabled, isChecked]);
  // The list handles these keys itself. Elsewhere they first lead to the list.
  const toList = (label: string) => {
    if (hasList) return false;
    navigate('/');
    focusWhenThere(`[aria-label="${label}"]`);
    return true;
  };
  useShortcuts({
    help: () => setHelp(true),
    palette: () => setPalette(true),
    add: () => toList('New task'),
    search: () => eventsEnabled && toList('Search tasks'),
    goInbox: () => navigate(eventsEnabled ? '/?list=inbox' : '/'),
    goActivity: () => (eventsEnabled ? navigate('/activity') : false),
    goToday: () => (eventsEnabled ? navigate('/?status=today') : false),
    goUpcoming: () => (eventsEnabled ? navigate('/?status=upcoming') : false),
  });
  return (
    <div className={styles['shell']} data-panel={panel} data-list={location === '/' || undefined}>
      <a href={hasList ? '#list' : '#main'} className={styles['skip']}>
        Skip to the list
      </a>
      <header className={styles['header']}>
        <Link href="/" className={styles['home']}>
          <img src="/icons/icon.svg" alt="" width="28" height="28" />
          <span>Todo</span>
        </Link>
        <ConnectionBadge />
        <nav aria-label="Main" className={styles['nav']}>
          <Button
            look="quiet"
            icon
            className={styles['help']}
            aria-label="Go to or do"
            title="Go to or do (Ctrl+K)"
            onClick={() => setPalette(true)}
          >
            <Icon name="search" />
          </Button>
          <Button
            look="quiet"
            icon
            className={styles['help']}
            aria-label="Keys"
            title="Keys (?)"
            onClick={() => setHelp(true)}
          >
            <Icon name="keyboard" />
          </Button>
          <Button look="quiet" icon aria-label="Chat" aria-pressed={panel === 'chat'} onClick={() => toggle('chat')}>
            <Icon name="chat" />
          </Button>
          {eventsEnabled && (
            <NotificationButton pressed={panel === 'notifications'} onPress={() => toggle('notifications')} />
          )}
          <Link href="/settings" aria-label="Settings" className={styles['settings']}>
            <Icon name="settings" />
          </Link>
        </nav>
      </header>
      <main id="main" tabIndex={-1} className={styles['main']}>
        <Part key={hasList ? 'list' : location} name="This view">
          <Switch>
            <Route path="/settings">
              <SettingsView user={user} eventsEnabled={eventsEnabled} />
            </Route>
            {eventsEnabled && (
              <Route path="/activity">
                <ActivityView user={user} />
              </Route>
            )}
            {/* An open task stands beside the list, or over it where there is no room. */}
            <Route path="/tasks/:id">
              {({ id }) => <ListView user={user} eventsEnabled={eventsEnabled} openTaskId={id} />}
            </Route>
            <Route path="/">
              <ListView user={user} eventsEnabled={eventsEnabled} />
            </Route>
            <Route>
              <NotFoundView />
            </Route>
          </Switch>
        </Part>
      </main>
      {panel && (
        <aside className={styles['panel']} aria-label={panel === 'chat' ? 'Chat' : 'Notifications'}>
          <Part key={panel} name={panel === 'chat' ? 'The chat' : 'The notifications'}>
            {panel === 'chat' ? (
              <ChatPanel user={user} eventsEnabled={eventsEnabled} onClose={close} />
            ) : (
              <NotificationPanel user={user} onClose={close} />
            )}
          </Part>
        </aside>
      )}
      {palette && (
        <Part name="The palette" waiting={null}>
          <PaletteDialog eventsEnabled={eventsEnabled} onClose={() => setPalette(false)} />
        </Part>
      )}
      {help && (
        <Part name="The help" waiting={null}>
          <HelpDialog eventsEnabled={eventsEnabled} onClose={() => setHelp(false)} />
        </Part>
      )}
    </div>
  );
}
