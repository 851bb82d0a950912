import { Popover } from '@base-ui/react/popover';
import { type KeyboardEvent, useRef } from 'react';
import type { User } from '../../account/account.queries.ts';
import popup from '../../ui/overlay/popup.module.css';
import type { ListedTask, TaskChanges } from '../task.ts';
import { DuePicker } from './due.picker.tsx';
import styles from './pick.popover.module.css';
import { PriorityPicker } from './priority.picker.tsx';

export interface Pick {
  what: 'due' | 'priority';
  task: ListedTask;
  /** The picker opens beside this row, which gets the focus back. */
  row: HTMLElement;
}

interface Props extends Pick {
  user: User;
  onChange: (changes: TaskChanges) => void;
  onClose: () => void;
}

const titles = { due: 'When is it due?', priority: 'Priority' };

/** A small choice for one row, opened by a key. */
export function PickPopover({ what, task, row, user, onChange, onClose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const choose = (changes: TaskChanges) => {
    onChange(changes);
    onClose();
  };
  // The choice may have removed the row. Then the list moves the focus to the next row.
  const backTo = () => row.querySelector<HTMLElement>('[data-row-link]');
  return (
    <Popover.Root open onOpenChange={(open) => open || onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={row} align="start" alignOffset={48} sideOffset={4} className={popup['positioner']}>
          <Popover.Popup
            className={`${popup['popup']} ${styles['popup']}`}
            initialFocus={() => firstStop(list.current)}
            finalFocus={backTo}
            onKeyDown={(event) => moveFocus(event, list.current)}
          >
            <Popover.Title className={styles['title']}>{titles[what]}</Popover.Title>
            <div ref={list}>
              {what === 'due' ? (
                <DuePicker due={task.due} user={user} onChoose={(due) => choose({ due })} />
              ) : (
                <PriorityPicker priority={task.priority} onChoose={(priority) => choose({ priority })} />
              )}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Returns the present choice, or else the first one. */
function firstStop(list: HTMLElement | null): HTMLElement | null {
  return list?.querySelector<HTMLElement>('[aria-pressed=true]') ?? list?.querySelector('button') ?? null;
}

/** The up and down keys move between the choices, as in a menu. */
function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !list) return;
  event.preventDefault();
  const stops = [...list.querySelectorAll<HTMLElement>('button, input')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops.at((at + step + stops.length) % stops.length)?.focus();
}
