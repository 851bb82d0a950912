import { Popover } from '@base-ui/react/popover';
import { type KeyboardEvent, useRef } from 'react';
import type { User } from '../../account/account.queries.ts';
import popup from '../../ui/overlay/popup.module.css';
import type { ListedTask, TaskChanges } from '../task.ts';
import { changesFor } from './due.choice.ts';
import { DuePicker } from './due.picker.tsx';
import { ListPicker } from './list.picker.tsx';
import styles from './pick.popover.module.css';
import { PriorityPicker } from './priority.picker.tsx';
import { TagsPicker } from './tags.picker.tsx';

export interface Pick {
  what: 'due' | 'priority' | 'tags' | 'list';
  tasks: readonly ListedTask[];
  /** The picker opens beside this row or button, which gets the focus back. */
  anchor: HTMLElement;
}

interface Props extends Pick {
  user: User;
  onChange: (changesOf: (task: ListedTask) => TaskChanges) => void;
  onClose: () => void;
}

const titles = { due: 'When is it due?', priority: 'Priority', tags: 'Tags', list: 'To which list?' };

/** A small choice for one or several tasks, opened by a key or a button. */
export function PickPopover({ what, tasks, anchor, user, onChange, onClose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const choose: Props['onChange'] = (changesOf) => {
    onChange(changesOf);
    onClose();
  };
  const only = tasks.length === 1 ? tasks[0] : undefined;
  // The choice may have removed the row. Then the list moves the focus to the next row.
  const backTo = () => anchor.querySelector<HTMLElement>('[data-row-link]') ?? anchor;
  const isRow = 'taskId' in anchor.dataset;
  return (
    <Popover.Root open onOpenChange={(open) => open || onClose()}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          align="start"
          alignOffset={isRow ? 48 : 0}
          sideOffset={4}
          className={popup['positioner']}
        >
          <Popover.Popup
            className={`${popup['popup']} ${styles['popup']}`}
            initialFocus={() => firstStop(list.current)}
            finalFocus={backTo}
            onKeyDown={(event) => moveFocus(event, list.current)}
          >
            <Popover.Title className={styles['title']}>{titles[what]}</Popover.Title>
            <div ref={list}>
              {what === 'tags' ? (
                <TagsPicker tasks={tasks} onChoose={(tagsOf) => choose((task) => ({ tags: tagsOf(task) }))} />
              ) : what === 'list' ? (
                <ListPicker listId={only?.listId} onChoose={(listId) => choose(() => ({ listId }))} />
              ) : what === 'due' ? (
                <DuePicker
                  due={only?.due}
                  user={user}
                  onChoose={(choice) => choose((task) => changesFor(task, choice, user.timeZone))}
                />
              ) : (
                <PriorityPicker priority={only?.priority} onChoose={(priority) => choose(() => ({ priority }))} />
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
