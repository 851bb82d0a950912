import { type CSSProperties, type FormEvent, type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { isForInputMethod } from '../../../keyboard/input-method.ts';
import { useEdits } from '../../edits/edits.context.ts';
import { useTaskActions } from '../../sync/task.mutations.ts';
import type { Task } from '../../task.ts';
import type { ShownSubtasks } from './subtask.list.tsx';
import styles from './subtasks.field.module.css';

interface Props {
  task: Task;
  shown: RefObject<ShownSubtasks>;
  /** Goes to the last subtask. @returns false where there is none */
  onUp: () => boolean;
}

/** A task and what is above it. */
type Parents = readonly { id: string; title: string }[];

/**
 * Adds subtasks. While something is typed, Tab makes it a subtask of the last one above, and Shift+Tab takes it out again. Where neither is
 * possible, the keys leave the field as everywhere, so that nobody is caught in it.
 */
export function NewSubtaskForm({ task, shown, onUp }: Props) {
  const actions = useTaskActions();
  const { queue } = useEdits();
  const hint = useId();
  const [title, setTitle] = useState('');
  const [above, setAbove] = useState<Parents>([]);
  const parent = above.at(-1) ?? task;
  const isTyped = title.trim() !== '';

  function add(event: FormEvent) {
    event.preventDefault();
    if (!isTyped) return;
    actions.add({ title: title.trim(), parentId: queue.idOf(parent.id) });
    setTitle('');
  }

  /** @returns what is above after the key; undefined where the key leaves the field */
  function indented({ shiftKey }: KeyboardEvent): Parents | undefined {
    if (shiftKey) return above.length > 0 ? above.slice(0, -1) : undefined;
    const last = shown.current.get(queue.idOf(parent.id))?.at(-1);
    return last && above.length < mostAbove(task) ? [...above, last] : undefined;
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.ctrlKey || event.altKey || event.metaKey || isForInputMethod(event.nativeEvent)) return;
    if (event.key === 'ArrowUp' && onUp()) event.preventDefault();
    if (event.key !== 'Tab') return;
    const next = isTyped ? indented(event) : undefined;
    if (!next) return;
    event.preventDefault();
    setAbove(next);
  }

  return (
    <form onSubmit={add} className={styles['form']} style={{ '--depth': above.length } as CSSProperties}>
      <input
        className={styles['input']}
        aria-label="Add a subtask"
        aria-describedby={hint}
        placeholder={above.length > 0 ? `Add below “${parent.title}”` : 'Add a subtask'}
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => isTyped || setAbove([])}
        autoComplete="off"
        enterKeyHint="done"
        dir="auto"
      />
      <p id={hint} className={styles['hint']} data-typed={isTyped || undefined}>
        Tab puts it below the subtask above, Shift+Tab takes it out again. Escape leaves the field. The arrow keys go to
        the subtasks, which then move by the same keys.
      </p>
      <p role="status" className="visually-hidden">
        {isTyped && `Below ${parent.title}`}
      </p>
    </form>
  );
}

/** A task has at most three levels below it. The server knows how deep the task itself is. */
function mostAbove({ parentId }: Task): number {
  return parentId ? 1 : 2;
}
