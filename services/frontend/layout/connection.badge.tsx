import { useEffect, useState } from 'react';
import { useConnection } from '../live/live.context.tsx';
import { useEdits, useEntries } from '../tasks/edits/edits.context.ts';
import { FailuresButton } from '../tasks/edits/failures/failures.button.tsx';
import { Icon } from '../ui/icon.tsx';
import styles from './connection.badge.module.css';

/** A shorter loss of the connection is not shown. */
const patienceMs = 3_000;

/** Says when the page is cut off, how many changes wait to be sent, and which need a decision. Otherwise it is empty. */
export function ConnectionBadge() {
  const { queue } = useEdits();
  const connection = useConnection();
  const entries = useEntries();
  const failing = new Set(entries.filter(({ failure }) => failure).map(({ edit }) => edit.taskId));
  const waiting = entries.filter(
    ({ edit, state }) => (state === 'waiting' || state === 'sending') && !failing.has(edit.taskId),
  ).length;
  const undecided = entries.filter(({ state }) => state === 'conflict').length;
  const isCutOff = useLasting(connection === 'offline' || connection === 'connecting' || waiting > 0, patienceMs);
  const offline = connection === 'offline';
  const troubled = offline || (isCutOff && (connection === 'connecting' || waiting > 0));
  return (
    <div className={styles['badges']}>
      <p role="status" className={styles['badge']} data-shown={troubled || undefined}>
        {troubled && (
          <>
            <Icon name="offline" />
            <span>{[offline ? 'Offline' : 'Reconnecting…', waitingInWords(waiting)].filter(Boolean).join(' · ')}</span>
          </>
        )}
      </p>
      <FailuresButton className={styles['decide']} />
      {undecided > 0 && (
        <button type="button" className={styles['decide']} onClick={() => queue.askAgain()}>
          {undecided === 1 ? 'Decide 1 conflict' : `Decide ${undecided} conflicts`}
        </button>
      )}
    </div>
  );
}

function waitingInWords(count: number): string {
  if (count === 0) return '';
  return count === 1 ? '1 change waits' : `${count} changes wait`;
}

/** Returns true once `now` has been true for that long. */
function useLasting(now: boolean, ms: number): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    if (!now) return setLasted(false);
    const timer = setTimeout(() => setLasted(true), ms);
    return () => clearTimeout(timer);
  }, [now, ms]);
  return now && lasted;
}
