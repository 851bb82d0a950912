import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { instantInWords } from '../../../../../../shared/language/format/due.format.ts';
import type { User } from '../../../../account/account.queries.ts';
import { readerOf } from '../../../../account/reader.ts';
import { Button } from '../../../../ui/button.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { Menu } from '../../../../ui/overlay/menu.tsx';
import { useTaskActions } from '../../../sync/task.mutations.ts';
import type { ReminderInput } from '../../../task.ts';
import type { Editing } from '../../task.editing.ts';
import controls from '../controls.module.css';
import { FieldRow } from '../field.row.tsx';
import { MomentForm } from './moment.form.tsx';
import { instantOf, postponements } from './moments.ts';
import { minutesBeforeInWords, mostReminders, presets, reminderInputs, reminderInWords } from './reminder.format.ts';

/** Lists the reminders, and offers to snooze the next one. */
export function RemindersField({ editing, user, now }: { editing: Editing; user: User; now: Date }) {
  const { task, update, errorOf, begin, baseOf } = editing;
  const actions = useTaskActions();
  const [asks, setAsks] = useState<'reminder' | 'snooze'>();
  const buttons = { reminder: useRef<HTMLButtonElement>(null), snooze: useRef<HTMLButtonElement>(null) };
  const endAsking = () => {
    if (asks) buttons[asks].current?.focus();
    setAsks(undefined);
  };
  const beginReminders = useEffectEvent(() => begin('reminders'));
  useEffect(() => (asks === 'reminder' ? beginReminders() : undefined), [asks]);
  const reader = readerOf(user, now);
  const isFull = task.reminders.length >= mostReminders;
  const isSnoozed = task.snoozedUntil !== null && Date.parse(task.snoozedUntil) > now.getTime();
  const taken = new Set(task.reminders.map(({ minutesBefore }) => minutesBefore));

  const set = (reminders: ReminderInput[]) => update({ reminders });
  const add = (reminder: ReminderInput) => set([...reminderInputs(baseOf('reminders').reminders), reminder]);

  function atMoment(local: string) {
    const at = instantOf(local, user.timeZone);
    if (asks === 'reminder') add({ at });
    else actions.snooze(task, at);
    endAsking();
  }

  const before = task.due
    ? presets
        .filter((minutes) => !taken.has(minutes))
        .map((minutes) => ({
          label: capital(minutesBeforeInWords(minutes, task.due, user.locale)),
          onChoose: () => add({ minutesBefore: minutes }),
        }))
    : [];

  return (
    <FieldRow icon="bell" label="Reminders" error={errorOf('reminders')}>
      {task.reminders.length > 0 && (
        <ul className={controls['items']}>
          {task.reminders.map((reminder) => {
            const { text, note } = reminderInWords(reminder, task.due, reader);
            return (
              <li key={reminder.id} className={controls['item']}>
                <span className={controls['itemText']}>
                  {text} {note && <span className={controls['note']}>{note}</span>}
                </span>
                <Button
                  look="quiet"
                  icon
                  aria-label={`Remove the reminder: ${text}`}
                  onClick={() => set(reminderInputs(task.reminders.filter(({ id }) => id !== reminder.id)))}
                >
                  <Icon name="close" />
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {isSnoozed && (
        <p className={controls['note']}>
          Snoozed until {instantInWords(new Date(task.snoozedUntil as string), reader)}
        </p>
      )}
      <div className={controls['line']}>
        <Menu
          trigger={
            <Button ref={buttons.reminder} disabled={isFull}>
              <Icon name="add" />
              Add reminder
            </Button>
          }
          begin={() => begin('reminders')}
          items={[...before, { label: 'At a date and time…', onChoose: () => setAsks('reminder') }]}
        />
        {!task.completed && (
          <Menu
            trigger={
              <Button ref={buttons.snooze}>
                <Icon name="sleep" />
                Snooze
              </Button>
            }
            items={[
              ...postponements(reader).map(({ label, until }) => ({
                label,
                onChoose: () => actions.snooze(task, until),
              })),
              { label: 'Until a date and time…', onChoose: () => setAsks('snooze') },
            ]}
          />
        )}
      </div>
      {isFull && <p className={controls['note']}>A task has at most {mostReminders} reminders.</p>}
      {asks && (
        <MomentForm
          key={asks}
          label={asks === 'reminder' ? 'Remind me at' : 'Snooze until'}
          submit={asks === 'reminder' ? 'Add' : 'Snooze'}
          reader={reader}
          onSubmit={atMoment}
          onCancel={endAsking}
        />
      )}
    </FieldRow>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
