import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { recurrenceInWords } from '../../../../../../shared/language/recurrence.format.ts';
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
import { RecurrenceEnd } from './recurrence.end.tsx';
import {
  type Frequency,
  unitOf,
  type Weekday,
  weekdayNames,
  weekdays,
  withFrequency,
  withWeekdays,
} from './recurrence.rule.ts';

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

  /** It counts from a due, so without one it begins today. */
  const set = (recurrence: Recurrence | null) =>
    update({
      recurrence,
      ...(recurrence && !task.due
        ? { due: { date: dayFromNow(0, { timeZone: user.timeZone, now }), time: null, timeZone: user.timeZone } }
        : {}),
    });

  /** What the person began with is changed, also when others changed the rule since. */
  const change = (changed: (rule: Recurrence) => Recurrence) => {
    const before = baseOf('recurrence').recurrence ?? rule;
    if (before) set(changed(before));
  };

  return (
    <FieldRow icon="repeat" label="Repeat" error={errorOf('recurrence')}>
      <Select
        label="Repeat"
        value={rule?.frequency ?? 'never'}
        options={frequencies}
        onChange={(value) => set(value === 'never' ? null : withFrequency(baseOf('recurrence').recurrence, value))}
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
            <ToggleGroup
              multiple
              aria-label="Weekdays"
              value={rule.weekdays ?? []}
              onValueChange={(chosen) => set(withWeekdays(rule, chosen as Weekday[]))}
              className={controls['days']}
            >
              {inWeekOrder(weekdays, user.locale).map((day) => (
                <Toggle key={day} value={day} title={weekdayNames[day]} className={controls['day']}>
                  {weekdayNames[day].slice(0, 3)}
                </Toggle>
              ))}
            </ToggleGroup>
          )}
          <div className={controls['line']} data-align="end">
            <RecurrenceEnd rule={rule} reader={readerOf(user, now)} onChange={change} begin={begin} />
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
        </div>
      ) : (
        !task.due && <p className={controls['note']}>Repeating begins with a due date: without one, today.</p>
      )}
    </FieldRow>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
