import type { Reader } from '../../../shared/language/reader.ts';
import { timeText } from './date.texts.ts';
import { TextFormField } from './text-form.field.tsx';
import { type TextFormOptions, useTextForm } from './use-text-form.ts';

interface Props extends Omit<TextFormOptions, 'form'> {
  label: string;
  /** A time of day such as `16:00`; empty if there is none. */
  value: string;
  reader: Reader;
}

/** A time of day, written as in the reader's locale. */
export function TimeField({ label, value, reader, save, isOptional, begin }: Props) {
  const form = timeText(reader);
  const state = useTextForm({ value, form, save, isOptional, begin });
  return <TextFormField label={label} state={state} placeholder={form.write('09:00')} />;
}
