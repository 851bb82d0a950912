import { Combobox } from '@base-ui/react/combobox';
import { useId, useMemo, useRef, useState } from 'react';
import select from '../ui/fields/select.module.css';
import { useBegun } from '../ui/fields/use-begun.ts';
import { Icon } from '../ui/icon.tsx';
import popup from '../ui/overlay/popup.module.css';
import styles from './time-zone.picker.module.css';
import { offsetOf, timeZones, zoneLabel, zoneMatches } from './time-zones.ts';

interface Props {
  label: string;
  showLabel?: boolean;
  value: string;
  onChange: (zone: string) => void;
  disabled?: boolean;
  /** Called when the list opens; the function that it returns is called when the list closes. */
  begin?: () => () => void;
}

/** A field that searches all time zones by name. */
export function TimeZonePicker({ label, showLabel = false, value, onChange, disabled = false, begin }: Props) {
  const onOpenChange = useBegun(begin);
  /** Keeps the value from when the list opened, so that a change made elsewhere does not replace what the person is typing. */
  const [openedWith, setOpenedWith] = useState<string>();
  const shown = openedWith ?? value;
  const zones = useMemo(() => timeZones(shown), [shown]);
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const now = new Date();
  return (
    <Combobox.Root
      items={zones}
      value={shown}
      itemToStringLabel={zoneLabel}
      filter={(zone, typed) => zoneMatches(zone, typed)}
      onValueChange={(zone) => zone && zone !== shown && onChange(zone)}
      onOpenChange={(isOpen) => {
        setOpenedWith(isOpen ? value : undefined);
        onOpenChange(isOpen);
      }}
      autoHighlight
      disabled={disabled}
    >
      <div className={select['field']}>
        <label htmlFor={id} className={showLabel ? select['label'] : 'visually-hidden'}>
          {label}
        </label>
        <Combobox.InputGroup ref={group} className={styles['group']}>
          <Combobox.Input
            id={id}
            // Assistive technology does not see the label while the list is open, as everything outside of the list is hidden
            // then.
            aria-label={label}
            className={styles['input']}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Combobox.Trigger className={styles['trigger']} aria-label={`Show all: ${label.toLowerCase()}`}>
            <Icon name="down" />
          </Combobox.Trigger>
        </Combobox.InputGroup>
      </div>
      <Combobox.Portal>
        <Combobox.Positioner className={popup['positioner']} sideOffset={4} anchor={group}>
          <Combobox.Popup className={popup['popup']} aria-label={label}>
            <Combobox.Empty className={popup['empty']}>No such time zone. Try the name of a large city.</Combobox.Empty>
            <Combobox.List className={popup['list']}>
              {(zone: string) => (
                <Combobox.Item key={zone} value={zone} className={popup['item']}>
                  <span className={popup['text']}>{zoneLabel(zone)}</span>
                  <span className={popup['note']}>{offsetOf(zone, now)}</span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
