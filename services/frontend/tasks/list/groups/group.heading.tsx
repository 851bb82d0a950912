import { memo, useRef } from 'react';
import type { User } from '../../../account/account.queries.ts';
import { Button } from '../../../ui/button.tsx';
import type { Filter } from '../../filter/query/task.filter.ts';
import { groupName, isDay } from './due.groups.ts';
import styles from './group.heading.module.css';
import type { Heading } from './list.rows.ts';

interface Props {
  heading: Heading;
  index: number;
  measure: (element: HTMLElement | null) => void;
  /** The date in the user's time zone. */
  today: string;
  user: User;
  filter: Filter;
  /** Reschedules the tasks below the heading; the picker opens at the button. */
  onReschedule: (heading: Heading, button: HTMLElement) => void;
}

/** The heading of the tasks of one day or month. What is overdue can be rescheduled there. */
export const GroupHeading = memo(function GroupHeading(props: Props) {
  const { heading, index, measure, today, user, filter, onReschedule } = props;
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = filter.status !== 'all' && filter.status !== 'completed';
  const { title, note } = groupName(heading.key, today, user.locale, isOpen);
  const isOverdue = heading.key === 'past' && isOpen;
  return (
    <li
      ref={measure}
      data-index={index}
      className={styles['heading']}
      {...(isDay(heading.key) && { 'data-drop-day': heading.key })}
    >
      <h2 className={styles['title']} data-overdue={isOverdue || undefined}>
        {title} {note && <span className={styles['note']}>{note}</span>}
      </h2>
      {isOverdue && (
        <Button
          ref={button}
          look="quiet"
          className={styles['action']}
          aria-haspopup="dialog"
          onClick={() => onReschedule(heading, button.current!)}
        >
          Reschedule all
        </Button>
      )}
      {heading.isWhole && (
        <span className={styles['count']}>
          {heading.tasks.length}
          <span className="visually-hidden">{heading.tasks.length === 1 ? ' task' : ' tasks'}</span>
        </span>
      )}
    </li>
  );
});
