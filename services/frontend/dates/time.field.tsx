import type { Reader } from '../../../shared/language/reader.ts';
import { timeText } from './date.texts.ts';
import { TextFormField } from './text-form.field.tsx';
import { useTextForm } from './use-text-form.ts';

interface Props {
  label: string;
  /** Such as `16:00`; empty for none. */
  value: string;
  reader: Reader;
  save: (time: string, refused: () => void) => void;
  isOptional?: boolean;
  begin?: () => () => void;
}

/** A time of day, as the reader writes it. */
export function TimeField({ label, value, reader, save, isOptional, begin }: Props) {
  const form = timeText(reader);
  const state = useTextForm({ value, form, save, isOptional, begin });
  return <TextFormField label={label} state={state} placeholder={form.write('09:00')} />;
}
