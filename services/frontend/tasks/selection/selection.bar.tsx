import { useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useRovingFocus } from '../../ui/roving-focus.ts';
import type { Pick } from '../pickers/pick.popover.tsx';
import type { TaskActions } from '../sync/task.mutations.ts';
import styles from './selection.bar.module.css';
import type { Selection } from './use-selection.ts';

interface Props {
  selection: Selection;
  actions: TaskActions;
  /** The number of tasks in the list; undefined while more of them are not loaded. */
  total: number | undefined;
  onSelectAll: () => void;
  onPick: (pick: Pick) => void;
}

const picks: { what: Pick['what']; label: string; icon: IconName }[] = [
  { what: 'due', label: 'Due', icon: 'calendar' },
  { what: 'priority', label: 'Priority', icon: 'flag' },
  { what: 'tags', label: 'Tags', icon: 'tag' },
  { what: 'list', label: 'List', icon: 'list' },
];

/** Does something to all selected tasks. It stands at the lower edge of the window while anything is selected. */
export function SelectionBar({ selection, actions, total, onSelectAll, onPick }: Props) {
  const tools = useRef<HTMLDivElement>(null);
  useRovingFocus(tools);
  const { tasks, clear } = selection;
  const allCompleted = tasks.every(({ completed }) => completed);
  return (
    <section className={styles['bar']} aria-label="Selected tasks" data-bottom-bar>
      <p role="status" className={styles['count']}>
        {tasks.length} selected
      </p>
      <div ref={tools} role="toolbar" aria-label="Do to all selected" className={styles['tools']}>
        <Tool
          icon="check"
          label={allCompleted ? 'Reopen' : 'Complete'}
          onClick={() => (allCompleted ? actions.reopen(...tasks) : actions.complete(...tasks))}
        />
        {picks.map(({ what, label, icon }) => (
          <Tool key={what} icon={icon} label={label} opens onClick={(anchor) => onPick({ what, tasks, anchor })} />
        ))}
        <Tool icon="trash" label="Delete" onClick={() => actions.remove(...tasks)} />
        {tasks.length !== total && <Tool icon="selectAll" label="Select all" onClick={onSelectAll} />}
      </div>
      <Button look="quiet" icon aria-label="Select nothing" title="Select nothing (Escape)" onClick={clear}>
        <Icon name="close" />
      </Button>
    </section>
  );
}

interface ToolProps {
  icon: IconName;
  label: string;
  opens?: boolean;
  onClick: (button: HTMLElement) => void;
}

function Tool({ icon, label, opens = false, onClick }: ToolProps) {
  return (
    <Button
      look="quiet"
      className={styles['tool']}
      aria-label={label}
      title={label}
      {...(opens && { 'aria-haspopup': 'dialog' })}
      onClick={({ currentTarget }) => onClick(currentTarget)}
    >
      <Icon name={icon} />
      <span className={styles['label']}>{label}</span>
    </Button>
  );
}
