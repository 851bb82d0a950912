import { formatDate } from '../../../../../../shared/language/format/locale.format.ts';
import { firstDates } from '../../../../../../shared/schedule/recurrence.ts';
import type { Due, Recurrence } from '../../../task.ts';
import controls from '../controls.module.css';

interface Props {
  rule: Recurrence;
  due: Due;
  /** The number of this due in its series, from 1. */
  occurrence: number;
  locale: string;
}

/** Lists the dates on which the task is due, beginning with the present one. */
export function NextDates({ rule, due, occurrence, locale }: Props) {
  const left = rule.count ? { ...rule, count: Math.max(rule.count - occurrence + 1, 1) } : rule;
  return (
    <>
      <p aria-hidden="true">Next dates</p>
      <ol aria-label="Next dates" className={controls['dates']}>
        {firstDates({ rule: left, start: due }, 5).map((date) => (
          <li key={date}>
            <time dateTime={date}>
              {formatDate(date, 'weekday', locale)}, {formatDate(date, 'date', locale)}
            </time>
          </li>
        ))}
      </ol>
    </>
  );
}
