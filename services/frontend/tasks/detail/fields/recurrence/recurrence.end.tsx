import { Select } from '../../../../ui/fields/select.tsx';
import { useDraft } from '../../../../ui/fields/use-draft.ts';
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
  /** Called with what is to become of the rule that the person began with. */
  onChange: (change: (rule: Recurrence) => Recurrence) => void;
  begin: () => () => void;
}

export function RecurrenceEnd({ rule, onChange, begin }: Props) {
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
        <UntilInput
          until={rule.until}
          onChange={(until) => onChange((before) => withEnd(before, { until }))}
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

function UntilInput({
  until,
  onChange,
  begin,
}: {
  until: string;
  onChange: (until: string) => void;
  begin: () => () => void;
}) {
  const draft = useDraft({ stored: until, save: onChange, begin, isFit: (date) => date >= '1900-01-01' });
  return (
    <input
      type="date"
      aria-label="Last day"
      value={draft.value}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.leave}
      className={controls['input']}
    />
  );
}
