import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { readAgain } from '../api/query.client.ts';
import { useLiveEvent } from '../live/live.context.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import styles from './notification.button.module.css';
import { notificationsKey, unreadQuery } from './notification.queries.ts';

/** The notification service writes its log independently of the live event, so the entry may appear this much later. */
const logMs = 1_500;

interface Props {
  pressed: boolean;
  onPress: () => void;
}

export function NotificationButton({ pressed, onPress }: Props) {
  const unread = useQuery(unreadQuery).data ?? 0;
  useFreshNotifications();
  const name = unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`;
  return (
    <Button look="quiet" icon aria-label={name} aria-pressed={pressed} onClick={onPress} className={styles['button']}>
      <Icon name="bell" />
      {unread > 0 && (
        <span className={styles['count']} aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Button>
  );
}

/** Fetches again after a reminder, and after a time in which one may have been missed. */
function useFreshNotifications() {
  const client = useQueryClient();
  const later = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refresh = useCallback(() => void readAgain(client, notificationsKey), [client]);
  const refreshTwice = useCallback(() => {
    refresh();
    clearTimeout(later.current);
    later.current = setTimeout(refresh, logMs);
  }, [refresh]);
  useLiveEvent('reminder.due', refreshTwice);
  useLiveEvent('reconnected', refresh);
  useEffect(() => () => clearTimeout(later.current), []);
}
