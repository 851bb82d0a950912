import { formatDate } from '../../../../../../shared/language/format/locale.format.ts';
import { Select } from '../../../../ui/fields/select.tsx';
import type { Recurrence } from '../../../task.ts';
import controls from '../controls.module.css';
import { NthWeekdays } from './nth-weekdays.tsx';
import { nthWeekdayOf } from './recurrence.presets.ts';
import { inOrder, withDays, withMonths } from './recurrence.rule.ts';
import { ToggleSet } from './toggle.set.tsx';

const monthDays = [...Array.from({ length: 31 }, (_, index) => index + 1), -1];
const months = Array.from({ length: 12 }, (_, index) => index + 1);

interface Props {
  rule: Recurrence;
  /** A new set of days begins with this date, such as `2027-01-31`. */
  date: string;
  locale: string;
  onChange: (change: (rule: Recurrence) => Recurrence) => void;
  begin: () => () => void;
}

/** Chooses the days and months of a monthly or yearly rule. */
export function RecurrenceDays({ rule, date, locale, onChange, begin }: Props) {
  const monthName = (month: number) => formatDate(`2026-${String(month).padStart(2, '0')}-01`, 'month', locale);
  const proposal = {
    due: {},
    days: { monthDays: [Number(date.slice(-2))] },
    weekdays: { nthWeekdays: [nthWeekdayOf(date)] },
  };
  const kind = rule.monthDays ? 'days' : rule.nthWeekdays ? 'weekdays' : 'due';
  return (
    <>
      <Select
        label="On"
        showLabel
        value={kind}
        options={[
          { value: 'due', label: 'The day of the due date' },
          { value: 'days', label: 'Days of the month' },
          { value: 'weekdays', label: 'Weekdays of the month' },
        ]}
        onChange={(chosen) => chosen !== kind && onChange((before) => withDays(before, proposal[chosen]))}
        begin={begin}
      />
      {rule.monthDays && (
        <ToggleSet
          label="Days of the month"
          values={monthDays}
          nameOf={(day) => (day === -1 ? { text: 'Last', title: 'Last day of the month' } : { text: String(day) })}
          chosen={rule.monthDays}
          // A rule has at least one day.
          onChange={(days) => days.length > 0 && onChange((before) => withDays(before, { monthDays: inOrder(days) }))}
        />
      )}
      {rule.nthWeekdays && (
        <NthWeekdays
          value={rule.nthWeekdays}
          locale={locale}
          onChange={(nthWeekdays) => onChange((before) => withDays(before, { nthWeekdays }))}
          begin={begin}
        />
      )}
      {rule.frequency === 'yearly' && (
        <fieldset className={controls['set']}>
          <legend className={controls['note']}>In the month of the due date, or in these</legend>
          <ToggleSet
            label="Months"
            values={months}
            nameOf={(month) => ({ text: monthName(month) })}
            chosen={rule.months ?? []}
            onChange={(chosen) => onChange((before) => withMonths(before, chosen))}
          />
        </fieldset>
      )}
    </>
  );
}
