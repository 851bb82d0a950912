import { useMemo, useState } from 'react';
import { formatDate } from '../../../../../shared/language/format/locale.format.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { dueDayOf } from '../../filter/query/due.day.ts';
import { addDays } from '../../sync/task.instant.ts';
import type { ListedTask } from '../../task.ts';
import styles from './week.strip.module.css';

interface Props {
  /** The loaded tasks; a dot marks the days on which one of them is due. */
  tasks: readonly ListedTask[];
  /** The date in the user's time zone. */
  today: string;
  timeZone: string;
  locale: string;
  onJump: (day: string) => void;
}

const daysOfWeek = 7;
const indexes = Array.from({ length: daysOfWeek }, (_, index) => index);

/** Seven days from tomorrow on, or later ones. Choosing a day scrolls the list to it. */
export function WeekStrip({ tasks, today, timeZone, locale, onJump }: Props) {
  const [week, setWeek] = useState(0);
  const busy = useMemo(() => new Set(tasks.map((task) => dueDayOf(task, timeZone))), [tasks, timeZone]);
  const first = addDays(today, 1 + week * daysOfWeek);
  return (
    <section className={styles['strip']} aria-label="Days">
      <h2 className={styles['month']}>{formatDate(first, 'monthAndYear', locale)}</h2>
      <Button look="quiet" icon aria-label="Earlier days" disabled={week === 0} onClick={() => setWeek(week - 1)}>
        <Icon name="back" />
      </Button>
      <Button look="quiet" icon aria-label="Later days" onClick={() => setWeek(week + 1)}>
        <Icon name="forward" />
      </Button>
      <ul className={styles['days']}>
        {indexes.map((index) => {
          const day = addDays(first, index);
          return (
            <li key={day}>
              <button
                type="button"
                className={styles['day']}
                data-drop-day={day}
                data-busy={busy.has(day) || undefined}
                onClick={() => onJump(day)}
              >
                <span aria-hidden="true">{formatDate(day, 'weekday', locale)}</span>
                <span aria-hidden="true" className={styles['number']}>
                  {Number(day.slice('yyyy-mm-'.length))}
                </span>
                <span className="visually-hidden">
                  Go to {formatDate(day, 'fullDate', locale)}
                  {busy.has(day) ? ', has tasks' : ''}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
