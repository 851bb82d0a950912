import { instantInWords } from '../../../shared/language/format/due.format.ts';
import type { User } from '../account/account.queries.ts';
import { readerOf } from '../account/reader.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sentence } from '../ui/sentence.tsx';
import styles from './notification.item.module.css';
import type { Notification } from './notification.queries.ts';

const channelNames = { email: 'e-mail', push: 'push' };

interface Props {
  notification: Notification;
  user: User;
  onOpen: () => void;
  onRead: () => void;
}

export function NotificationItem({ notification, user, onOpen, onRead }: Props) {
  const { title, message, at, readAt, channels } = notification;
  const isUnread = readAt === null;
  return (
    <li className={styles['item']} data-unread={isUnread || undefined}>
      <button type="button" onClick={onOpen} className={styles['open']}>
        <span className={styles['title']}>
          {isUnread && <span className="visually-hidden">Unread: </span>}
          <bdi>{title}</bdi>
        </span>
        <span className={styles['message']}>
          <Sentence text={message} />
        </span>
        <time dateTime={at} className={styles['time']}>
          {instantInWords(new Date(at), readerOf(user))}
        </time>
        {channels.length > 0 && (
          <span className={styles['time']}>
            Also sent by {channels.map((channel) => channelNames[channel]).join(' and ')}
          </span>
        )}
      </button>
      {isUnread && (
        <Button look="quiet" icon aria-label={`Mark “${title}” as read`} onClick={onRead} className={styles['read']}>
          <Icon name="check" />
        </Button>
      )}
    </li>
  );
}
