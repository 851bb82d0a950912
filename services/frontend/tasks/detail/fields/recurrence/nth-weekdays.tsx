import { inWeekOrder } from '../../../../dates/week.ts';
import { Button } from '../../../../ui/button.tsx';
import { Select } from '../../../../ui/fields/select.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import controls from '../controls.module.css';
import type { NthWeekday } from './recurrence.presets.ts';
import { weekdayNames, weekdays } from './recurrence.rule.ts';

const nths = [
  { value: '1', label: 'First' },
  { value: '2', label: 'Second' },
  { value: '3', label: 'Third' },
  { value: '4', label: 'Fourth' },
  { value: '5', label: 'Fifth' },
  { value: '-1', label: 'Last' },
];

interface Props {
  value: readonly NthWeekday[];
  locale: string;
  onChange: (value: NthWeekday[]) => void;
  begin: () => () => void;
}

/** Chooses weekdays of a month, such as the first Monday and the last Friday. */
export function NthWeekdays({ value, locale, onChange, begin }: Props) {
  const days = inWeekOrder(weekdays, locale).map((day) => ({ value: day, label: weekdayNames[day] }));
  const replace = (index: number, by: Partial<NthWeekday>) =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...by } : one)));
  /** Returns the first weekday that is not chosen yet. */
  const another = () => weekdays.map((weekday): NthWeekday => ({ nth: 1, weekday })).find((one) => !has(value, one));
  const numbered = (label: string, index: number) => (value.length > 1 ? `${label} (${index + 1})` : label);
  return (
    <fieldset className={controls['set']}>
      <legend className="visually-hidden">Weekdays of the month</legend>
      {value.map(({ nth, weekday }, index) => (
        <div key={numbered('weekday', index)} className={controls['line']}>
          <Select
            label={numbered('Which of the month', index)}
            value={String(nth)}
            options={nths}
            onChange={(chosen) => replace(index, { nth: Number(chosen) as NthWeekday['nth'] })}
            begin={begin}
          />
          <Select
            label={numbered('Weekday of the month', index)}
            value={weekday}
            options={days}
            onChange={(chosen) => replace(index, { weekday: chosen })}
            begin={begin}
          />
          {value.length > 1 && (
            <Button
              look="quiet"
              icon
              aria-label={`Remove ${nths.find((one) => one.value === String(nth))?.label.toLowerCase()} ${weekdayNames[weekday]}`}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <Icon name="close" />
            </Button>
          )}
        </div>
      ))}
      <Button className={controls['fine']} onClick={() => onChange([...value, ...[another() ?? []].flat()])}>
        Add a weekday
      </Button>
    </fieldset>
  );
}

function has(value: readonly NthWeekday[], { nth, weekday }: NthWeekday): boolean {
  return value.some((one) => one.nth === nth && one.weekday === weekday);
}
