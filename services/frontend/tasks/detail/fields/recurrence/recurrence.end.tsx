import type { Reader } from '../../../../../../shared/language/reader.ts';
import { DateField } from '../../../../dates/date.field.tsx';
import { Select } from '../../../../ui/fields/select.tsx';
import type { Recurrence } from '../../../task.ts';
import controls from '../controls.module.css';
import { NumberInput } from './number.input.tsx';
import { type End, endOf, withEnd } from './recurrence.rule.ts';

const ends: { value: End; label: string }[] = [
  { value: 'never', label: 'Never' },
  { value: 'until', label: 'On a day' },
  { value: 'count', label: 'After' },
];
/** The proposed number of occurrences, which the person may change. */
const someTimes = 10;

interface Props {
  rule: Recurrence;
  reader: Reader;
  /** Called with a function that changes the rule that the person began with. */
  onChange: (change: (rule: Recurrence) => Recurrence) => void;
  begin: () => () => void;
}

export function RecurrenceEnd({ rule, reader, onChange, begin }: Props) {
  const end = endOf(rule);
  const inAYear = () => `${new Date().getFullYear() + 1}-12-31`;
  const proposal = { never: () => ({}), until: () => ({ until: inAYear() }), count: () => ({ count: someTimes }) };
  return (
    <div className={controls['line']} data-align="end">
      <Select
        label="Ends"
        showLabel
        value={end}
        options={ends}
        onChange={(chosen) => chosen !== end && onChange((before) => withEnd(before, proposal[chosen]()))}
        begin={begin}
      />
      {rule.until && (
        <DateField
          label="Last day"
          value={rule.until}
          reader={reader}
          save={(until) => onChange((before) => withEnd(before, { until }))}
          begin={begin}
        />
      )}
      {rule.count && (
        <>
          <NumberInput
            label="Number of times"
            value={rule.count}
            most={9999}
            onChange={(count) => onChange((before) => withEnd(before, { count }))}
            begin={begin}
          />
          times
        </>
      )}
    </div>
  );
}
