import { useRef } from 'react';
import type { Task } from '../../task.ts';
import { FieldRow } from '../fields/field.row.tsx';
import { NewSubtaskForm } from './new-subtask.form.tsx';
import { type ShownSubtasks, SubtaskList } from './subtask.list.tsx';
import styles from './subtasks.field.module.css';
import { useSubtaskKeys } from './use-subtask-keys.ts';

/** Everything below a task, which can be completed, opened, moved and added there. */
export function SubtasksField({ task }: { task: Task }) {
  const shown = useRef<ShownSubtasks>(new Map());
  const list = useRef<HTMLDivElement>(null);
  const { said, moved, onKeyDown, onBlur, goToLast } = useSubtaskKeys(task, shown);
  return (
    <FieldRow icon="subtasks" label="Subtasks">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: The keys are those of the links in it. */}
      <div ref={list} className={styles['all']} onKeyDown={onKeyDown} onBlur={onBlur}>
        <SubtaskList parent={task} label="Subtasks" shown={shown} moved={moved} />
        <p role="status" className={styles['hint']}>
          {said}
        </p>
      </div>
      <NewSubtaskForm task={task} shown={shown} onUp={() => list.current !== null && goToLast(list.current)} />
    </FieldRow>
  );
}
