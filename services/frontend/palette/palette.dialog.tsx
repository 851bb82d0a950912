import { Dialog as Base } from '@base-ui/react/dialog';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { isForInputMethod } from '../keyboard/input-method.ts';
import { runCommand } from '../keyboard/run-command.ts';
import { Icon } from '../ui/icon.tsx';
import dialog from '../ui/overlay/dialog.module.css';
import styles from './palette.dialog.module.css';
import { matching, type PaletteEntry } from './palette.entries.ts';
import { useEntries } from './use-entries.ts';
import { useFoundTasks } from './use-found-tasks.ts';

interface Props {
  eventsEnabled: boolean;
  onClose: () => void;
}

/** Leads to every view, tag and task, and does whatever a key does, with the keys of a combobox (WAI-ARIA, "Combobox"). */
export function PaletteDialog({ eventsEnabled, onClose }: Props) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [, navigate] = useLocation();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const found = useFoundTasks(text);
  const entries = [...matching(useEntries(eventsEnabled), text), ...found];
  const groups = [...new Set(entries.map(({ group }) => group))];
  const place = Math.min(active, entries.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another option is highlighted
  useEffect(() => {
    list.current?.querySelector('[data-highlighted]')?.scrollIntoView({ block: 'nearest' });
  }, [place, text]);

  function choose({ does }: PaletteEntry): void {
    onClose();
    if ('address' in does) navigate(does.address);
    else runCommand(does.command);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isForInputMethod(event.nativeEvent)) return;
    const { key } = event;
    const count = entries.length;
    if (key === 'ArrowDown') setActive((place + 1) % count);
    else if (key === 'ArrowUp') setActive((place - 1 + count) % count);
    else if (key === 'Enter' && entries[place]) choose(entries[place]);
    else return;
    event.preventDefault();
  }

  return (
    <Base.Root open onOpenChange={(open) => open || onClose()}>
      <Base.Portal>
        <Base.Backdrop className={dialog['backdrop']} />
        <Base.Popup className={styles['palette']} initialFocus={input}>
          <Base.Title className="visually-hidden">Go to or do</Base.Title>
          <div className={styles['line']}>
            <Icon name="search" />
            <input
              ref={input}
              className={styles['input']}
              role="combobox"
              aria-label="Go to or do"
              aria-expanded={entries.length > 0}
              aria-controls={listId}
              aria-autocomplete="list"
              {...(entries.length > 0 && { 'aria-activedescendant': optionId(place) })}
              placeholder="A view, a tag, a task, or what to do"
              value={text}
              maxLength={200}
              onChange={(event) => {
                setText(event.target.value);
                setActive(0);
              }}
              onKeyDown={onKeyDown}
              autoComplete="off"
              dir="auto"
            />
          </div>
          <div ref={list} id={listId} role="listbox" aria-label="Proposals" className={styles['list']}>
            {groups.map((group) => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be inside a list of options
              <div key={group} role="group" aria-label={group}>
                <div aria-hidden="true" className={styles['group']}>
                  {group}
                </div>
                {entries.map((entry, index) =>
                  entry.group === group ? (
                    <Option
                      key={entry.id}
                      id={optionId(index)}
                      entry={entry}
                      isActive={index === place}
                      onChoose={() => choose(entry)}
                    />
                  ) : null,
                )}
              </div>
            ))}
          </div>
          {entries.length === 0 && <p className={styles['nothing']}>Nothing is called like that.</p>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

interface OptionProps {
  id: string;
  entry: PaletteEntry;
  isActive: boolean;
  onChoose: () => void;
}

function Option({ id, entry, isActive, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      data-highlighted={isActive || undefined}
      className={styles['option']}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <Icon name={entry.icon} />
      <span className={styles['label']} dir="auto">
        {entry.label}
      </span>
      {entry.note && <span className={styles['note']}>{entry.note}</span>}
    </div>
  );
}
