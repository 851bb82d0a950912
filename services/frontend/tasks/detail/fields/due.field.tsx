import { useState } from 'react';
import { formatTime } from '../../../../../shared/language/format/locale.format.ts';
import type { User } from '../../../account/account.queries.ts';
import { readerOf } from '../../../account/reader.ts';
import { TimeZonePicker } from '../../../account/time-zone.picker.tsx';
import { zoneLabel } from '../../../account/time-zones.ts';
import { DateField } from '../../../dates/date.field.tsx';
import { TimeField } from '../../../dates/time.field.tsx';
import { Button } from '../../../ui/button.tsx';
import { formatDue } from '../../list/rows/due.format.ts';
import type { DueInput } from '../../task.ts';
import type { Editing } from '../task.editing.ts';
import controls from './controls.module.css';
import { FieldRow } from './field.row.tsx';
import { dayFromNow, daysToMonday } from './reminders/moments.ts';
import { reminderInputs } from './reminders/reminder.format.ts';

export function DueField({ editing, user, now }: { editing: Editing; user: User; now: Date }) {
  const { task, update, errorOf, begin, baseOf } = editing;
  const { due } = task;
  const [showsZone, setShowsZone] = useState(false);
  const reader = readerOf(user, now);
  const today = dayFromNow(0, reader);
  const set = (next: DueInput, refused?: () => void) => update({ due: next }, refused);
  /** Changes one part of the due; the other parts stay as they were when the person began. */
  const change = (changes: Partial<DueInput>, refused: () => void) => {
    const { date, time, timeZone } = baseOf('due').due ?? { date: today, time: null, timeZone: user.timeZone };
    set({ date, time, timeZone, ...changes }, refused);
  };
  const words = formatDue(task, reader);
  const isElsewhere = due !== null && due.timeZone !== user.timeZone;

  /** Clears the due, and with it the recurrence and the reminders that count from it. */
  function clear() {
    const absolute = task.reminders.filter(({ minutesBefore }) => minutesBefore === undefined);
    update({
      due: null,
      ...(task.recurrence ? { recurrence: null } : {}),
      ...(absolute.length < task.reminders.length ? { reminders: reminderInputs(absolute) } : {}),
    });
  }

  return (
    <FieldRow icon="calendar" label="Due" error={errorOf('due')}>
      <div className={controls['line']}>
        <DateField
          label="Due date"
          value={due?.date ?? ''}
          reader={reader}
          save={(date, refused) => change({ date }, refused)}
          begin={() => begin('due')}
        />
        {due && (
          <TimeField
            label="Due time (empty: all day)"
            value={due.time ?? ''}
            reader={reader}
            save={(time, refused) => change({ time: time || null }, refused)}
            isOptional
            begin={() => begin('due')}
          />
        )}
      </div>
      {!due && (
        <div className={controls['line']}>
          {(
            [
              ['Today', 0],
              ['Tomorrow', 1],
              ['Next Monday', daysToMonday(reader)],
            ] as const
          ).map(([label, days]) => (
            <Button
              key={label}
              className={controls['fine']}
              onClick={() => set({ date: dayFromNow(days, reader), time: null, timeZone: user.timeZone })}
            >
              {label}
            </Button>
          ))}
        </div>
      )}
      {due && words && (
        <p className={controls['note']}>
          <span className={words.overdue ? controls['overdue'] : undefined}>
            {words.overdue && 'Overdue: '}
            {words.full}
          </span>
          {due.time === null ? ', all day' : ''}
          {isElsewhere &&
            due.time !== null &&
            ` for you; ${formatTime(due.time, user.locale)} in ${zoneLabel(due.timeZone)}`}
        </p>
      )}
      {due && (isElsewhere || showsZone) && (
        <TimeZonePicker
          label="Time zone of the due date"
          value={due.timeZone}
          onChange={(timeZone) => {
            const { date, time } = baseOf('due').due ?? due;
            set({ date, time, timeZone });
          }}
          begin={() => begin('due')}
        />
      )}
      {due && (
        <div className={controls['line']}>
          <button type="button" className={controls['more']} onClick={clear}>
            Remove due date
          </button>
          {!isElsewhere && !showsZone && (
            <button type="button" className={controls['more']} onClick={() => setShowsZone(true)}>
              In another time zone…
            </button>
          )}
        </div>
      )}
    </FieldRow>
  );
}
