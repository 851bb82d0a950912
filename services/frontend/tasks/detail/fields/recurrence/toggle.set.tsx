import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import controls from '../controls.module.css';

interface Props<Value> {
  label: string;
  values: readonly Value[];
  /** The text of a button, and its full name if the text is shorter. */
  nameOf: (value: Value) => { text: string; title?: string };
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
}

/** A set of values, each with a button that is pressed or not. */
export function ToggleSet<Value extends string | number>({ label, values, nameOf, chosen, onChange }: Props<Value>) {
  return (
    <ToggleGroup
      multiple
      aria-label={label}
      value={chosen.map(String)}
      onValueChange={(texts) => onChange(values.filter((value) => texts.includes(String(value))))}
      className={controls['days']}
    >
      {values.map((value) => {
        const { text, title } = nameOf(value);
        return (
          <Toggle key={value} value={String(value)} title={title} className={controls['day']}>
            {text}
          </Toggle>
        );
      })}
    </ToggleGroup>
  );
}
