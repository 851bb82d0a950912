import { Popover } from '@base-ui/react/popover';
import type { ComponentProps, RefObject } from 'react';
import popup from '../ui/overlay/popup.module.css';
import { Calendar } from './calendar.tsx';

interface Props extends ComponentProps<typeof Calendar> {
  label: string;
  /** The calendar opens below this field, which gets the focus back. */
  input: RefObject<HTMLInputElement | null>;
  onClose: () => void;
}

export function CalendarPopover({ label, input, onChoose, onClose, ...calendar }: Props) {
  return (
    <Popover.Root open onOpenChange={(open) => open || onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={input} align="start" sideOffset={4} className={popup['positioner']}>
          <Popover.Popup className={popup['popup']} aria-label={label} finalFocus={input}>
            <Calendar
              {...calendar}
              onChoose={(date) => {
                onChoose(date);
                onClose();
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
