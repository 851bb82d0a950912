import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { User } from '../account/account.queries.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { isNarrow } from '../ui/narrow.ts';
import { problemToast } from '../ui/overlay/toast.ts';
import { Panel } from '../ui/panel.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { NotificationItem } from './notification.item.tsx';
import styles from './notification.panel.module.css';
import { type Notification, notificationPages, useMarkRead } from './notification.queries.ts';

export function NotificationPanel({ user, onClose }: { user: User; onClose: () => void }) {
  const pages = useInfiniteQuery(notificationPages);
  const markRead = useMarkRead();
  const [, navigate] = useLocation();
  const shown = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const unread = shown.filter(({ readAt }) => !readAt);
  const read = (these: readonly Notification[]) =>
    these.length > 0 &&
    markRead.mutate(these, { onError: (error) => problemToast('Some could not be marked as read', error) });

  function open(notification: Notification) {
    if (!notification.readAt) read([notification]);
    navigate(`/tasks/${notification.taskId}`);
    // On a phone the panel would cover the task that it opened.
    if (isNarrow()) onClose();
  }

  return (
    <Panel
      title="Notifications"
      onClose={onClose}
      actions={
        unread.length > 0 && (
          <Button look="quiet" onClick={() => read(unread)} disabled={markRead.isPending}>
            Mark all as read
          </Button>
        )
      }
    >
      <div className={styles['body']} aria-busy={pages.isPending}>
        {pages.isPending && <Waiting height="3.5rem" />}
        {pages.isError && (
          <div role="alert" className={styles['message']}>
            <p>{pages.error.message}</p>
            <Button onClick={() => pages.refetch()}>Try again</Button>
          </div>
        )}
        {pages.isSuccess && shown.length === 0 && (
          <div className={styles['message']}>
            <Icon name="bell" />
            <p>No notifications yet. Due reminders appear here.</p>
          </div>
        )}
        <ul className={styles['list']}>
          {shown.map((notification) => (
            <NotificationItem
              key={notification.id}
              notification={notification}
              user={user}
              onOpen={() => open(notification)}
              onRead={() => read([notification])}
            />
          ))}
        </ul>
        {pages.hasNextPage && (
          <Button
            look="quiet"
            onClick={() => pages.fetchNextPage()}
            disabled={pages.isFetchingNextPage}
            className={styles['more']}
          >
            {pages.isFetchingNextPage ? 'Loading…' : 'Show older ones'}
          </Button>
        )}
      </div>
    </Panel>
  );
}
