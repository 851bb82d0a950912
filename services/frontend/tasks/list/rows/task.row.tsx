import { type CSSProperties, memo, useState } from 'react';
import { Link } from 'wouter';
import { recurrenceInWords } from '../../../../../shared/language/format/recurrence.format.ts';
import type { User } from '../../../account/account.queries.ts';
import { readerOf } from '../../../account/reader.ts';
import { Icon } from '../../../ui/icon.tsx';
import iconButton from '../../../ui/icon-button.module.css';
import { priorityNames } from '../../edits/conflict/field.format.ts';
import { addressesIn, hostOf } from '../../notes/note.links.ts';
import type { TaskActions } from '../../sync/task.mutations.ts';
import type { ListedTask } from '../../task.ts';
import { RowActions } from '../menu/row.actions.tsx';
import { Checkbox } from './checkbox.tsx';
import { formatDue } from './due.format.ts';
import { FoundExcerpt, Highlighted } from './highlighted.tsx';
import styles from './task.row.module.css';

interface Props {
  task: ListedTask;
  /** The index of the row among the tasks and headings of the list. */
  index: number;
  /** The task's position in the list, from 1. */
  place: number;
  /** The number of tasks; -1 if there are more than are loaded. */
  count: number;
  /** The name of the task's list, where the list of tasks has several. */
  list: string | undefined;
  isOpen: boolean;
  /** The heading above names the day, so the row does not repeat it. */
  isUnderDay: boolean;
  /** How many tasks are above it in a tree. */
  depth: number;
  /** Whether the subtasks in the rows below are shown; undefined without any. */
  fold: 'collapsed' | 'expanded' | undefined;
  onFold: (id: string) => void;
  /** In a manual order a finger moves the row by a handle. */
  hasHandle: boolean;
  /** True while the server has not acknowledged a change of the task. */
  isWaiting: boolean;
  isSelected: boolean;
  now: Date;
  user: User;
  /** Appended to the task's address, so that the list beside it stays as it is. */
  search: string;
  actions: TaskActions;
  measure: (element: HTMLElement | null) => void;
}

/** Renders a row only when one of its properties changes. */
export const TaskRow = memo(function TaskRow(props: Props) {
  const { task, index, place, count, isOpen, isWaiting, isSelected, search, actions, measure, depth, fold } = props;
  const { id, title, completed, highlight } = task;
  const [isHovered, setHovered] = useState(false);
  return (
    <li
      ref={measure}
      data-index={index}
      data-task-id={id}
      data-completed={completed || undefined}
      data-selected={isSelected || undefined}
      aria-posinset={place}
      aria-setsize={count}
      {...(depth > 0 && { 'aria-level': depth + 1 })}
      className={styles['row']}
      onPointerEnter={({ pointerType }) => pointerType !== 'touch' && setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      style={depth > 0 ? ({ '--depth': depth } as CSSProperties) : undefined}
    >
      {fold && (
        <button
          type="button"
          // The arrow keys do the same on the row.
          tabIndex={-1}
          className={`${iconButton['iconButton']} ${styles['fold']}`}
          aria-expanded={fold === 'expanded'}
          aria-label={`Subtasks of ${title}`}
          onClick={() => props.onFold(id)}
        >
          <Icon name="forward" />
        </button>
      )}
      <Checkbox
        label={`Completed: ${title}`}
        checked={completed}
        priority={task.priority}
        onChange={() => (completed ? actions.reopen(task) : actions.complete(task))}
      />
      <div className={styles['text']}>
        {isSelected && <span className="visually-hidden">Selected:</span>}
        <Link
          href={`/tasks/${id}${search}`}
          className={styles['title']}
          dir="auto"
          data-row-link
          aria-current={isOpen || undefined}
        >
          {highlight ? <Highlighted html={highlight.title} /> : title}
        </Link>
        {highlight && <FoundExcerpt html={highlight.description} className={styles['excerpt']} />}
        <Facts {...props} />
      </div>
      {isHovered && <RowActions title={title} />}
      {props.hasHandle && (
        <button
          type="button"
          tabIndex={-1}
          className={`${iconButton['iconButton']} ${styles['handle']}`}
          aria-label={`Move: ${title}`}
          data-act="more"
          data-drag-handle
        >
          <Icon name="menu" />
        </button>
      )}
      {isWaiting && (
        <span className={styles['waiting']} title="Not sent yet">
          <Icon name="clock" />
          <span className="visually-hidden">Not sent yet</span>
        </span>
      )}
    </li>
  );
});

/** Shows everything known about a task besides its title; renders nothing if there is nothing. */
function Facts({ task, list, now, user, isUnderDay }: Props) {
  const due = formatDue(task, readerOf(user, now));
  const { subtasks } = task;
  const links = addressesIn(task.title);
  const reminders = task.reminders.filter(({ state }) => state === 'pending').length;
  if (
    !due &&
    !list &&
    !subtasks.total &&
    !task.recurrence &&
    !reminders &&
    !links.length &&
    !task.tags.length &&
    task.priority === 'medium'
  )
    return null;
  return (
    <ul className={styles['facts']} aria-label="Details">
      {due && (
        <li
          className={isUnderDay && !due.time ? 'visually-hidden' : styles['fact']}
          data-overdue={due.overdue || undefined}
          title={due.full}
        >
          <Icon name={isUnderDay ? 'clock' : 'calendar'} />
          <span>
            {due.overdue ? 'Overdue: ' : <span className="visually-hidden">Due </span>}
            {isUnderDay && due.time ? due.time : due.text}
          </span>
        </li>
      )}
      {subtasks.total > 0 && (
        <li className={styles['fact']} title={`${subtasks.completed} of ${subtasks.total} subtasks are completed`}>
          <Icon name="subtasks" />
          {subtasks.completed}/{subtasks.total}
          <span className="visually-hidden"> subtasks completed</span>
        </li>
      )}
      {task.recurrence && (
        <li className={styles['fact']}>
          <Icon name="repeat" />
          {recurrenceInWords(task.recurrence, user.locale)}
        </li>
      )}
      {reminders > 0 && (
        <li className={styles['fact']} title={reminders === 1 ? '1 reminder' : `${reminders} reminders`}>
          <Icon name="bell" />
          <span className="visually-hidden">{reminders === 1 ? '1 reminder' : `${reminders} reminders`}</span>
        </li>
      )}
      {task.priority !== 'medium' && (
        <li className={styles['fact']} data-priority={task.priority}>
          <Icon name="flag" />
          {priorityNames[task.priority]}
          <span className="visually-hidden"> priority</span>
        </li>
      )}
      {list && (
        <li className={styles['fact']}>
          <Icon name="list" />
          <span className="visually-hidden">In the list </span>
          <bdi className={styles['listName']}>{list}</bdi>
        </li>
      )}
      {links.map((address) => (
        <li key={address} className={styles['fact']}>
          <a href={address} target="_blank" rel="noopener noreferrer" className={styles['link']}>
            <Icon name="outside" />
            {hostOf(address)}
          </a>
        </li>
      ))}
      {task.tags.map((tag) => (
        <li key={tag} className={styles['tag']} dir="auto">
          #{tag}
        </li>
      ))}
    </ul>
  );
}
