import { lazy, Suspense, useRef, useState } from 'react';
import type { Reader } from '../../../shared/language/reader.ts';
import { dateIn } from '../tasks/sync/task.instant.ts';
import { Icon } from '../ui/icon.tsx';
import { dateText } from './date.texts.ts';
import styles from './dates.module.css';
import { TextFormField } from './text-form.field.tsx';
import { type TextFormOptions, useTextForm } from './use-text-form.ts';

const CalendarPopover = lazy(() =>
  import('./calendar.popover.tsx').then(({ CalendarPopover }) => ({ default: CalendarPopover })),
);

interface Props extends Omit<TextFormOptions, 'form'> {
  label: string;
  /** A date such as `2027-01-31`; empty if there is none. */
  value: string;
  reader: Reader;
}

/** A date that is written in words or chosen in a calendar. */
export function DateField({ label, value, reader, save, isOptional, begin }: Props) {
  const form = dateText(reader);
  const state = useTextForm({ value, form, save, isOptional, begin });
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const today = dateIn(reader.now, reader.timeZone);
  return (
    <>
      <TextFormField label={label} state={state} input={input} placeholder={form.write(today)}>
        <button
          type="button"
          className={styles['open']}
          aria-label={`Choose in a calendar: ${label.toLowerCase()}`}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={() => setOpen(true)}
        >
          <Icon name="calendar" />
        </button>
      </TextFormField>
      {isOpen && (
        <Suspense>
          <CalendarPopover
            label={label}
            input={input}
            date={value}
            today={today}
            locale={reader.locale}
            onChoose={state.choose}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
