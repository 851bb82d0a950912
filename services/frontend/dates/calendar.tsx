import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { formatDate } from '../../../shared/language/format/locale.format.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import styles from './calendar.module.css';
import { dateByKey, weeksOfMonth } from './month.ts';

interface Props {
  /** The chosen date; empty if there is none. */
  date: string;
  today: string;
  locale: string;
  onChoose: (date: string) => void;
}

/** Shows one month, with weeks as in the locale. The arrow keys, Page Up and Page Down go through the days. */
export function Calendar({ date, today, locale, onChoose }: Props) {
  const [active, setActive] = useState(date || today);
  const grid = useRef<HTMLTableElement>(null);
  const weeks = weeksOfMonth(active, locale);
  const month = active.slice(0, 7);

  const movesFocus = useRef(true);
  useEffect(() => {
    if (movesFocus.current) grid.current?.querySelector<HTMLElement>(`[data-date="${active}"]`)?.focus();
    movesFocus.current = false;
  }, [active]);

  function turn(key: 'PageUp' | 'PageDown') {
    setActive(dateByKey(active, key, locale)!);
  }

  function move(event: KeyboardEvent) {
    const to = dateByKey(active, event.key, locale);
    if (!to) return;
    event.preventDefault();
    movesFocus.current = true;
    setActive(to);
  }

  return (
    <div className={styles['calendar']}>
      <div className={styles['head']}>
        <Button look="quiet" icon aria-label="Previous month" onClick={() => turn('PageUp')}>
          <Icon name="back" />
        </Button>
        <p className={styles['month']} aria-live="polite">
          {formatDate(active, 'monthAndYear', locale)}
        </p>
        <Button look="quiet" icon aria-label="Next month" onClick={() => turn('PageDown')}>
          <Icon name="forward" />
        </Button>
      </div>
      <table ref={grid} aria-label={formatDate(active, 'monthAndYear', locale)} onKeyDown={move}>
        <thead>
          <tr>
            {weeks[0]!.map((day) => (
              <th key={day} scope="col" abbr={formatDate(day, 'longWeekday', locale)}>
                {formatDate(day, 'weekday', locale).slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    tabIndex={day === active ? 0 : -1}
                    data-date={day}
                    data-elsewhere={day.slice(0, 7) !== month || undefined}
                    aria-pressed={day === date}
                    aria-current={day === today ? 'date' : undefined}
                    aria-label={formatDate(day, 'fullDate', locale)}
                    className={styles['day']}
                    onClick={() => onChoose(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
