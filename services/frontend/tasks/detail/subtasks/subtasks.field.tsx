import { useRef } from 'react';
import type { Task } from '../../task.ts';
import { FieldRow } from '../fields/field.row.tsx';
import { NewSubtaskForm } from './new-subtask.form.tsx';
import { type ShownSubtasks, SubtaskList } from './subtask.list.tsx';

/** Everything below a task, which can be completed, opened and added there. */
export function SubtasksField({ task }: { task: Task }) {
  const shown = useRef<ShownSubtasks>(new Map());
  return (
    <FieldRow icon="subtasks" label="Subtasks">
      <SubtaskList parent={task} label="Subtasks" shown={shown} />
      <NewSubtaskForm task={task} shown={shown} />
    </FieldRow>
  );
}
