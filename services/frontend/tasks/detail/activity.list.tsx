import { useInfiniteQuery } from '@tanstack/react-query';
import { instantInWords } from '../../../../shared/language/format/due.format.ts';
import type { User } from '../../account/account.queries.ts';
import { readerOf } from '../../account/reader.ts';
import { call } from '../../api/api.client.ts';
import { Button } from '../../ui/button.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { taskKeys } from '../sync/task.keys.ts';
import { type Activity, activityInWords } from './activity.format.ts';
import styles from './activity.list.module.css';

const pageSize = '10';

interface Props {
  taskId: string;
  user: User;
  now: Date;
}

/** Lists what happened to a task, the newest first. */
export function ActivityList({ taskId, user, now }: Props) {
  const pages = useInfiniteQuery({
    queryKey: taskKeys.activity(taskId),
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: pageSize, ...(pageParam && { cursor: pageParam }) });
      return call<{ items: Activity[]; nextCursor: string | null }>('GET', `tasks/${taskId}/activity?${query}`, {
        signal,
      });
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const reader = readerOf(user, now);
  return (
    <section aria-labelledby="task-activity" aria-busy={pages.isPending} className={styles['section']}>
      <h2 id="task-activity" className={styles['title']}>
        Activity
      </h2>
      {pages.isError && (
        <p className={styles['quiet']}>
          The activity could not be loaded. <Button onClick={() => pages.refetch()}>Try again</Button>
        </p>
      )}
      <ol className={styles['list']}>
        {pages.data?.pages
          .flatMap(({ items }) => items)
          .map((activity) => {
            const { who, what } = activityInWords(activity, reader);
            return (
              <li key={activity.id} className={styles['item']}>
                <p>
                  <span className={styles['who']}>{who}</span> <Sentence text={what.join('; ')} />
                </p>
                <time dateTime={activity.at} className={styles['quiet']}>
                  {instantInWords(new Date(activity.at), reader)}
                </time>
              </li>
            );
          })}
      </ol>
      {pages.hasNextPage && (
        <Button look="quiet" onClick={() => pages.fetchNextPage()} disabled={pages.isFetchingNextPage}>
          {pages.isFetchingNextPage ? 'Loading…' : 'Show older activity'}
        </Button>
      )}
    </section>
  );
}
