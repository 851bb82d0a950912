import { Menu as Base } from '@base-ui/react/menu';
import type { CSSProperties } from 'react';
import { onceClosed } from '../../../keyboard/run-command.ts';
import { keyName, shortcuts } from '../../../keyboard/shortcuts.ts';
import popup from '../../../ui/overlay/popup.module.css';
import { useEdits } from '../../edits/edits.context.ts';
import type { Pick } from '../../pickers/pick.popover.tsx';
import type { TaskActions } from '../../sync/task.mutations.ts';
import type { ListedTask } from '../../task.ts';
import type { TreeStep } from '../tree/task.moves.ts';

/** Where the menu opens: beside a button or row, or where the pointer was. */
export interface MenuAnchor {
  task: ListedTask;
  /** Gets the focus back, and the choices open beside it. */
  row: HTMLElement;
  at?: { x: number; y: number };
}

interface Props extends MenuAnchor {
  actions: TaskActions;
  isSelected: boolean;
  onPick: (pick: Pick) => void;
  onEdit: () => void;
  onAddSubtask: () => void;
  onSelect: () => void;
  /** Undefined where the list is in another order. */
  onStep: ((step: TreeStep) => void) | undefined;
  onClose: () => void;
}

interface Item {
  label: string;
  /** The command whose key does the same. */
  command?: string;
  run: () => void;
}

const steps: { step: TreeStep; label: string; command: string }[] = [
  { step: 'up', label: 'Move up', command: 'moveUp' },
  { step: 'down', label: 'Move down', command: 'moveDown' },
  { step: 'indent', label: 'Make a subtask of the one above', command: 'indent' },
  { step: 'outdent', label: 'Move out of its parent', command: 'outdent' },
];

/** Everything that can be done to a task of the list, with the keys that do the same. */
export function TaskMenu(props: Props) {
  const { task, row, at, actions, isSelected, onPick, onStep, onClose } = props;
  const pick = (what: Pick['what']) => () => onPick({ what, tasks: [task], anchor: row });
  const { eventsEnabled } = useEdits();
  const ofEvents: Item[] = [
    { label: 'Due…', command: 'due', run: pick('due') },
    { label: 'Priority…', command: 'priority', run: pick('priority') },
    { label: 'Tags…', run: pick('tags') },
    ...(task.parentId ? [] : [{ label: 'Move to a list…', command: 'list', run: pick('list') }]),
    { label: 'Add a subtask', run: props.onAddSubtask },
  ];
  const items: Item[] = [
    task.completed
      ? { label: 'Reopen', command: 'complete', run: () => actions.reopen(task) }
      : { label: 'Complete', command: 'complete', run: () => actions.complete(task) },
    { label: 'Edit', command: 'edit', run: props.onEdit },
    ...(eventsEnabled ? ofEvents : []),
    ...(onStep ? steps.map(({ step, ...item }) => ({ ...item, run: () => onStep(step) })) : []),
    { label: isSelected ? 'Do not select' : 'Select', command: 'select', run: props.onSelect },
    { label: 'Delete', command: 'remove', run: () => actions.remove(task) },
  ];
  const anchor = at ? { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) } : row;
  return (
    <Base.Root open modal={false} onOpenChange={(open) => open || onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} align={at ? 'start' : 'end'} sideOffset={4} className={popup['positioner']}>
          <Base.Popup
            className={popup['popup']}
            // All of it is seen at once, where there is room.
            style={{ '--list-height': '36rem' } as CSSProperties}
            aria-label={`Actions for ${task.title}`}
            finalFocus={() => row.querySelector<HTMLElement>('[data-row-link]') ?? true}
          >
            <div className={popup['list']}>
              {items.map(({ label, command, run }) => (
                <Base.Item key={label} onClick={() => onceClosed(run)} className={popup['item']}>
                  <span className={popup['text']}>{label}</span>
                  <span className={popup['note']} aria-hidden="true">
                    {keyOf(command)}
                  </span>
                </Base.Item>
              ))}
            </div>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function keyOf(command: string | undefined): string {
  const keys = shortcuts.find((shortcut) => shortcut.command === command)?.keys;
  return keys ? keyName(keys[0]) : '';
}
