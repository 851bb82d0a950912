import { useEffect, useRef } from 'react';
import { instantInWords } from '../../../../shared/language/format/due.format.ts';
import type { User } from '../../account/account.queries.ts';
import { readerOf } from '../../account/reader.ts';
import { Button } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { Select } from '../../ui/fields/select.tsx';
import { Icon } from '../../ui/icon.tsx';
import panel from '../../ui/panel.module.css';
import { useWaiting } from '../edits/edits.context.ts';
import { useMinute } from '../list/rows/use-minute.ts';
import { useTaskActions } from '../sync/task.mutations.ts';
import { priorities, type Task } from '../task.ts';
import { ActivityList } from './activity.list.tsx';
import { DescriptionField } from './fields/description.field.tsx';
import { DueField } from './fields/due.field.tsx';
import { FieldRow } from './fields/field.row.tsx';
import { ListField } from './fields/list.field.tsx';
import { RecurrenceField } from './fields/recurrence/recurrence.field.tsx';
import { RemindersField } from './fields/reminders/reminders.field.tsx';
import { TagsField } from './fields/tags.field.tsx';
import { TitleField } from './fields/title.field.tsx';
import { SubtasksField } from './subtasks/subtasks.field.tsx';
import styles from './task.detail.module.css';
import { type Editing, useEditing } from './task.editing.ts';

interface Props {
  task: Task;
  user: User;
  eventsEnabled: boolean;
  onClose: () => void;
}

export function TaskSheet({ task, user, eventsEnabled, onClose }: Props) {
  const editing = useEditing(task);
  const actions = useTaskActions();
  const isWaiting = useWaiting(task.id);
  const now = useMinute();
  const sheet = useRef<HTMLElement>(null);
  useDocumentTitle(task.title);
  useEffect(() => {
    if (!sheet.current?.contains(document.activeElement)) sheet.current?.focus({ preventScroll: true });
  }, []);

  const reader = readerOf(user, now);
  const words = (at: string) => instantInWords(new Date(at), reader);
  return (
    <article ref={sheet} tabIndex={-1} className={styles['sheet']} aria-label={task.title}>
      <header className={panel['header']}>
        <Button
          className={styles['complete']}
          aria-pressed={task.completed}
          onClick={() => (task.completed ? actions.reopen(task) : actions.complete(task))}
        >
          <Icon name="check" />
          {task.completed ? 'Completed' : 'Complete'}
        </Button>
        <span className={styles['space']} role="status">
          {isWaiting && 'Saving…'}
        </span>
        <Button
          look="quiet"
          icon
          aria-label="Delete task"
          onClick={() => {
            actions.remove(task);
            onClose();
          }}
        >
          <Icon name="trash" />
        </Button>
        <Button look="quiet" icon aria-label="Close task" onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div className={styles['body']}>
        <TitleField {...editing} />
        <DescriptionField {...editing} />
        {eventsEnabled && (
          <div className={styles['rows']}>
            {/* The server has to know a task before it can have subtasks. */}
            {task.version > 0 && <SubtasksField task={task} />}
            <DueField editing={editing} user={user} now={now} />
            <RecurrenceField editing={editing} user={user} now={now} />
            <RemindersField editing={editing} user={user} now={now} />
            <PriorityField {...editing} />
            {task.parentId ? null : <ListField {...editing} />}
            <TagsField {...editing} />
          </div>
        )}
        {/* A task that the server does not know yet has no activity. */}
        {eventsEnabled && task.version > 0 && <ActivityList taskId={task.id} user={user} now={now} />}
        <footer className={styles['footer']}>
          <p>
            Added <time dateTime={task.createdAt}>{words(task.createdAt)}</time>
          </p>
          {task.completedAt && (
            <p>
              Completed <time dateTime={task.completedAt}>{words(task.completedAt)}</time>
            </p>
          )}
          {task.updatedAt !== task.createdAt && (
            <p>
              Changed <time dateTime={task.updatedAt}>{words(task.updatedAt)}</time>
            </p>
          )}
        </footer>
      </div>
    </article>
  );
}

function PriorityField({ task, update, errorOf, begin }: Editing) {
  return (
    <FieldRow icon="flag" label="Priority" error={errorOf('priority')}>
      <Select
        label="Priority"
        value={task.priority}
        options={priorities.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }))}
        onChange={(priority) => update({ priority })}
        begin={() => begin('priority')}
      />
    </FieldRow>
  );
}
