import { useEffect, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { formatDate } from '../../../shared/language/format/locale.format.ts';
import type { User } from '../account/account.queries.ts';
import { readerOf } from '../account/reader.ts';
import { activityInWords } from '../tasks/detail/activity.format.ts';
import { readTask } from '../tasks/edits/queue/edit.sender.ts';
import { groupName } from '../tasks/list/groups/due.groups.ts';
import { dateIn } from '../tasks/sync/task.instant.ts';
import { useTaskActions } from '../tasks/sync/task.mutations.ts';
import { Button } from '../ui/button.tsx';
import { useDocumentTitle } from '../ui/document-title.ts';
import { problemToast, toast } from '../ui/overlay/toast.ts';
import { Sentence } from '../ui/sentence.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { byDay } from './activity.days.ts';
import { type AccountActivity, type Kind, useAccountActivity } from './activity.queries.ts';
import { isUndoable, takingBack } from './activity.undo.ts';
import styles from './activity.view.module.css';

const kinds = { all: 'All', completed: 'Completed', created: 'Added', updated: 'Changed', deleted: 'Deleted' } as const;
/** With a filter, further pages are read on their own until so much is found, but not more than so many. */
const enough = 20;
const mostPages = 10;

/** What happened to all tasks, by day: also what was completed on which day. */
export function ActivityView({ user }: { user: User }) {
  const [kind, setKind] = useState<Kind>('all');
  const activity = useAccountActivity();
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = activity;
  const days = useMemo(
    () => byDay(data?.pages.flatMap(({ items }) => items) ?? [], kind, user.timeZone),
    [data, kind, user.timeZone],
  );
  const found = days.reduce((sum, { items }) => sum + items.length, 0);
  const readsOn =
    found < enough &&
    hasNextPage &&
    !isFetchingNextPage &&
    !isFetchNextPageError &&
    (data?.pages.length ?? 0) < mostPages;
  useEffect(() => {
    if (readsOn) void fetchNextPage();
  }, [readsOn, fetchNextPage]);
  useDocumentTitle('Activity');

  const reader = readerOf(user);
  const today = dateIn(reader.now, user.timeZone);
  return (
    <section className={styles['view']} aria-labelledby="activity-title">
      <h1 id="activity-title">Activity</h1>
      <fieldset className={styles['kinds']}>
        <legend className="visually-hidden">Show</legend>
        {(Object.keys(kinds) as (keyof typeof kinds)[]).map((name) => (
          <button
            key={name}
            type="button"
            className={styles['kind']}
            aria-pressed={kind === name}
            onClick={() => setKind(name)}
          >
            {kinds[name]}
          </button>
        ))}
      </fieldset>
      {activity.isPending && <Waiting height="2.5rem" />}
      {activity.isError && !data && (
        <p role="alert" className={styles['problem']}>
          The activity could not be fetched. <Button onClick={() => void activity.refetch()}>Try again</Button>
        </p>
      )}
      {data && found === 0 && !hasNextPage && <p className={styles['quiet']}>Nothing of this kind has happened yet.</p>}
      {days.map(({ date, items }) => (
        <section key={date} aria-labelledby={`day-${date}`}>
          <h2 id={`day-${date}`} className={styles['day']}>
            <DayName date={date} today={today} locale={user.locale} />
            {kind === 'completed' && <span className={styles['quiet']}>{items.length} completed</span>}
          </h2>
          <ol>
            {items.map((item) => (
              <Item key={item.id} item={item} reader={reader} />
            ))}
          </ol>
        </section>
      ))}
      {hasNextPage && (
        <Button look="quiet" onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
          {isFetchingNextPage ? 'Loading…' : 'Show older activity'}
        </Button>
      )}
    </section>
  );
}

function DayName({ date, today, locale }: { date: string; today: string; locale: string }) {
  if (date !== today) return formatDate(date, 'weekdayAndDay', locale);
  const { title, note } = groupName(date, today, locale, false);
  return `${title}, ${note}`;
}

interface ItemProps {
  item: AccountActivity;
  reader: ReturnType<typeof readerOf>;
}

function Item({ item, reader }: ItemProps) {
  const actions = useTaskActions();
  const { who, what } = activityInWords(item, reader);
  const time = new Intl.DateTimeFormat(reader.locale, { timeStyle: 'short', timeZone: reader.timeZone });

  async function undo(): Promise<void> {
    try {
      const task = await readTask(item.taskId);
      const back = task && takingBack(item, task);
      if (!task || !back) {
        toast({ title: 'Nothing to undo: it was changed in the meantime', description: item.title ?? '' });
      } else if (back === 'reopen') actions.reopen(task);
      else if (back === 'complete') actions.complete(task);
      else actions.updateAll([task], () => back.changes, `Changed “${task.title}” back`);
    } catch (error) {
      problemToast('It was not undone', error as Error);
    }
  }

  return (
    <li className={styles['item']}>
      <time dateTime={item.at} className={styles['time']}>
        {time.format(new Date(item.at))}
      </time>
      <div className={styles['text']}>
        {item.title === null || item.action === 'deleted' ? (
          <span dir="auto">{item.title ?? 'A deleted task'}</span>
        ) : (
          <Link href={`/tasks/${item.taskId}`} className={styles['title']} dir="auto">
            {item.title}
          </Link>
        )}
        <p className={styles['quiet']}>
          {who} <Sentence text={what.join('; ')} />
        </p>
      </div>
      {isUndoable(item) && (
        <Button
          look="quiet"
          className={styles['undo']}
          aria-label={`Undo: ${item.title ?? ''} ${what.join('; ')}`}
          onClick={() => void undo()}
        >
          Undo
        </Button>
      )}
    </li>
  );
}
