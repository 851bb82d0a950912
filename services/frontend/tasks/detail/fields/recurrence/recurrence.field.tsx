import { lazy, Suspense } from 'react';
import { recurrenceInWords } from '../../../../../../shared/language/format/recurrence.format.ts';
import type { Moment } from '../../../../../../shared/language/wall-clock.ts';
import type { User } from '../../../../account/account.queries.ts';
import { readerOf } from '../../../../account/reader.ts';
import { inWeekOrder } from '../../../../dates/week.ts';
import { Button } from '../../../../ui/button.tsx';
import { Select } from '../../../../ui/fields/select.tsx';
import { useTaskActions } from '../../../sync/task.mutations.ts';
import type { Recurrence } from '../../../task.ts';
import type { Editing } from '../../task.editing.ts';
import controls from '../controls.module.css';
import { FieldRow } from '../field.row.tsx';
import { dayFromNow } from '../reminders/moments.ts';
import { NumberInput } from './number.input.tsx';
import { RecurrenceDays } from './recurrence.days.tsx';
import { RecurrenceEnd } from './recurrence.end.tsx';
import { hasPredictableDates, presets } from './recurrence.presets.ts';
import { type Frequency, unitOf, weekdayNames, weekdays, withFrequency, withWeekdays } from './recurrence.rule.ts';
import { RuleText } from './rule.text.tsx';
import { ToggleSet } from './toggle.set.tsx';

// The arithmetic of dates is not part of the page's first load.
const NextDates = lazy(() => import('./next.dates.tsx').then(({ NextDates }) => ({ default: NextDates })));

const frequencies: { value: Frequency | 'never'; label: string }[] = [
  { value: 'never', label: 'Does not repeat' },
  { value: 'daily', label: 'Daily' },
  { value: 'weekly', label: 'Weekly' },
  { value: 'monthly', label: 'Monthly' },
  { value: 'yearly', label: 'Yearly' },
];

export function RecurrenceField({ editing, user, now }: { editing: Editing; user: User; now: Date }) {
  const { task, update, errorOf, baseOf } = editing;
  const actions = useTaskActions();
  const rule = task.recurrence;
  const begin = () => editing.begin('recurrence');
  const reader = readerOf(user, now);
  const today = dayFromNow(0, reader);
  const date = task.due?.date ?? today;
  const proposed = presets(date);

  /** Sets the rule. A rule needs a due, so a task without one becomes due at `first`. */
  const set = (recurrence: Recurrence | null, first: Moment = { date: today, time: null }, refused?: () => void) =>
    update({ recurrence, ...(recurrence && !task.due ? { due: { ...first, timeZone: user.timeZone } } : {}) }, refused);

  /** Changes the rule that the person began with, even if others have changed the rule since. */
  const change = (changed: (rule: Recurrence) => Recurrence) => {
    const before = baseOf('recurrence').recurrence ?? rule;
    if (before) set(changed(before));
  };

  return (
    <FieldRow icon="repeat" label="Repeat" error={errorOf('recurrence')}>
      <Select
        label="Repeat"
        value={rule?.frequency ?? 'never'}
        options={[
          ...frequencies,
          ...proposed.map((one, index) => ({ value: `${index}`, label: capital(recurrenceInWords(one, user.locale)) })),
        ]}
        onChange={(value) => {
          if (value === 'never') set(null);
          else set(proposed[Number(value)] ?? withFrequency(baseOf('recurrence').recurrence, value as Frequency));
        }}
        begin={begin}
      />
      <RuleText
        rule={rule}
        reader={reader}
        save={(said, refused) => set(said?.recurrence ?? null, said?.due, refused)}
        begin={begin}
      />
      {rule ? (
        <div className={controls['box']}>
          <p>{capital(recurrenceInWords(rule, user.locale))}</p>
          {!task.completed && <Button onClick={() => actions.skip(task)}>Skip this one</Button>}
          <div className={controls['line']}>
            Every
            <NumberInput
              label={`Interval in ${unitOf[rule.frequency]}s`}
              value={rule.interval}
              most={999}
              onChange={(interval) => change((before) => ({ ...before, interval }))}
              begin={begin}
            />
            {unitOf[rule.frequency]}
            {rule.interval === 1 ? '' : 's'}
          </div>
          {rule.frequency === 'weekly' && (
            <ToggleSet
              label="Weekdays"
              values={inWeekOrder(weekdays, user.locale)}
              nameOf={(day) => ({ text: weekdayNames[day].slice(0, 3), title: weekdayNames[day] })}
              chosen={rule.weekdays ?? []}
              onChange={(chosen) => set(withWeekdays(rule, chosen))}
            />
          )}
          {(rule.frequency === 'monthly' || rule.frequency === 'yearly') && (
            <RecurrenceDays rule={rule} date={date} locale={user.locale} onChange={change} begin={begin} />
          )}
          <div className={controls['line']} data-align="end">
            <RecurrenceEnd rule={rule} reader={reader} onChange={change} begin={begin} />
            <Select
              label="Counted from"
              showLabel
              value={rule.from}
              options={[
                { value: 'due', label: 'The due date' },
                { value: 'completion', label: 'The day it is completed' },
              ]}
              onChange={(from) => change((before) => ({ ...before, from }))}
              begin={begin}
            />
          </div>
          <div aria-live="polite" className={controls['note']}>
            {task.due && hasPredictableDates(rule, task.due.date, task.occurrence ?? 1) && (
              <Suspense>
                <NextDates rule={rule} due={task.due} occurrence={task.occurrence ?? 1} locale={user.locale} />
              </Suspense>
            )}
          </div>
        </div>
      ) : (
        !task.due && (
          <p className={controls['note']}>A repetition starts from the due date, or from today if there is none.</p>
        )
      )}
    </FieldRow>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
