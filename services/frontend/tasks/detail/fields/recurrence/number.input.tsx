import { useDraft } from '../../../../ui/fields/use-draft.ts';
import controls from '../controls.module.css';
import { wholeNumber } from './recurrence.rule.ts';

interface Props {
  label: string;
  value: number;
  /** The largest number allowed; the smallest is 1. */
  most: number;
  onChange: (value: number) => void;
  begin: () => () => void;
}

export function NumberInput({ label, value, most, onChange, begin }: Props) {
  const draft = useDraft({
    stored: String(value),
    begin,
    save: (text) => onChange(Number(text)),
    isFit: (text) => wholeNumber(text, most) !== undefined,
  });
  return (
    <input
      type="number"
      inputMode="numeric"
      min={1}
      max={most}
      aria-label={label}
      aria-invalid={wholeNumber(draft.value, most) === undefined}
      value={draft.value}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.leave}
      className={`${controls['input']} ${controls['number']}`}
    />
  );
}
