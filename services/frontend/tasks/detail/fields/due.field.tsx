import { useState } from 'react';
import { formatTime } from '../../../../../shared/language/locale.format.ts';
import type { User } from '../../../account/account.queries.ts';
import { readerOf } from '../../../account/reader.ts';
import { TimeZonePicker } from '../../../account/time-zone.picker.tsx';
import { zoneLabel } from '../../../account/time-zones.ts';
import { Button } from '../../../ui/button.tsx';
import { useDraft } from '../../../ui/fields/use-draft.ts';
import { formatDue } from '../../list/rows/due.format.ts';
import type { DueInput } from '../../task.ts';
import type { Editing } from '../task.editing.ts';
import controls from './controls.module.css';
import { FieldRow } from './field.row.tsx';
import { dayFromNow, daysToMonday } from './reminders/moments.ts';
import { reminderInputs } from './reminders/reminder.format.ts';

/** The texts of the two inputs. A due needs a date; without one the field is cleared. */
interface Draft {
  date: string;
  time: string;
}

/** Until a year is typed in full it is one of antiquity. */
const firstDate = '1900-01-01';

export function DueField({ editing, user, now }: { editing: Editing; user: User; now: Date }) {
  const { task, update, errorOf, begin, baseOf } = editing;
  const { due } = task;
  const [showsZone, setShowsZone] = useState(false);
  const reader = readerOf(user, now);
  const set = (next: DueInput, refused?: () => void) => update({ due: next }, refused);
  const draft = useDraft<Draft>({
    stored: { date: due?.date ?? '', time: due?.time ?? '' },
    begin: () => begin('due'),
    isSame: (a, b) => a.date === b.date && a.time === b.time,
    isFit: ({ date }) => date >= firstDate,
    save: ({ date, time }, refused) =>
      set({ date, time: time || null, timeZone: baseOf('due').due?.timeZone ?? user.timeZone }, refused),
  });
  const words = formatDue(task, reader);
  const isElsewhere = due !== null && due.timeZone !== user.timeZone;

  /** What counts from the due goes with it. */
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
        <input
          type="date"
          aria-label="Due date"
          min="1000-01-01"
          max="9999-12-31"
          value={draft.value.date}
          onChange={(event) => draft.change({ ...draft.value, date: event.currentTarget.value })}
          onBlur={draft.leave}
          className={controls['input']}
        />
        {(due || draft.value.date >= firstDate) && (
          <input
            type="time"
            aria-label="Due time (empty: all day)"
            value={draft.value.time}
            onChange={(event) => draft.change({ ...draft.value, time: event.currentTarget.value })}
            onBlur={draft.leave}
            className={controls['input']}
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
