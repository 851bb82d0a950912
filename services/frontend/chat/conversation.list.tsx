import { useInfiniteQuery } from '@tanstack/react-query';
import { instantInWords } from '../../../shared/language/format/due.format.ts';
import type { User } from '../account/account.queries.ts';
import { readerOf } from '../account/reader.ts';
import { Button } from '../ui/button.tsx';
import { conversationPages } from './client/chat.queries.ts';
import styles from './conversation.list.module.css';

interface Props {
  user: User;
  openId: string | null;
  onOpen: (id: string) => void;
}

/** Lists earlier conversations, the newest first. */
export function ConversationList({ user, openId, onOpen }: Props) {
  const pages = useInfiniteQuery(conversationPages);
  const conversations = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const words = (at: string) => instantInWords(new Date(at), readerOf(user));
  return (
    <section className={styles['body']} aria-label="Earlier conversations" aria-busy={pages.isPending}>
      {pages.isPending && <p className={styles['quiet']}>Loading…</p>}
      {pages.isError && (
        <div role="alert" className={styles['quiet']}>
          <p>{pages.error.message}</p>
          <Button onClick={() => pages.refetch()}>Try again</Button>
        </div>
      )}
      {pages.isSuccess && conversations.length === 0 && (
        <p className={styles['quiet']}>There are no earlier conversations yet.</p>
      )}
      <ul>
        {conversations.map(({ id, title, createdAt, updatedAt }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => onOpen(id)}
              aria-current={id === openId || undefined}
              className={styles['conversation']}
            >
              <span className={styles['begun']} dir="auto">
                {title}
              </span>
              <span className={styles['last']}>Started {words(createdAt)}</span>
              {updatedAt !== createdAt && <span className={styles['last']}>Last message {words(updatedAt)}</span>}
            </button>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button look="quiet" onClick={() => pages.fetchNextPage()} disabled={pages.isFetchingNextPage}>
          {pages.isFetchingNextPage ? 'Loading…' : 'Show older ones'}
        </Button>
      )}
    </section>
  );
}
