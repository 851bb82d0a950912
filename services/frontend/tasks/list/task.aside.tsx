import { type KeyboardEvent, lazy, useRef } from 'react';
import type { User } from '../../account/account.queries.ts';
import { loadParser } from '../../dates/date.texts.ts';
import { isForInputMethod } from '../../keyboard/input-method.ts';
import { InSlices } from '../../ui/in-slices.tsx';
import { Part } from '../../ui/part.tsx';
import styles from './list.view.module.css';

/** The date fields need the grammar. If it cannot be fetched, the rest of the task is shown without it. */
const TaskDetail = lazy(async () => {
  const [{ TaskDetail }] = await Promise.all([import('../detail/task.detail.tsx'), loadParser().catch(() => {})]);
  return { default: TaskDetail };
});

interface Props {
  id: string;
  user: User;
  eventsEnabled: boolean;
  onClose: () => void;
}

/** Shows the open task, beside the list or over it. */
export function TaskAside({ id, user, eventsEnabled, onClose }: Props) {
  const aside = useRef<HTMLElement>(null);

  /** The first Escape leaves the field, and the second one closes the task. */
  function leaveField(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented || isForInputMethod(event.nativeEvent)) return;
    if (!(event.target instanceof Element) || !event.target.matches('input, textarea, select')) return;
    event.preventDefault();
    aside.current?.focus();
  }

  return (
    <aside ref={aside} tabIndex={-1} className={styles['detail']} aria-label="Task" onKeyDown={leaveField}>
      <Part key={id} name="The task">
        <InSlices waiting={null}>
          <TaskDetail id={id} user={user} eventsEnabled={eventsEnabled} onClose={onClose} />
        </InSlices>
      </Part>
    </aside>
  );
}
