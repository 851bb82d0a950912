import { type FormEvent, useEffect, useState } from 'react';
import { dueInWords } from '../../../../shared/language/format/due.format.ts';
import { formatDate, formatTime } from '../../../../shared/language/format/locale.format.ts';
import type { User } from '../../account/account.queries.ts';
import { readerOf } from '../../account/reader.ts';
import { Icon } from '../../ui/icon.tsx';
import { addDays, dateIn, mondayAfter } from '../sync/task.instant.ts';
import type { Due } from '../task.ts';
import type { DueChoice } from './due.choice.ts';
import styles from './pick.popover.module.css';

interface Props {
  /** The present due; undefined for several tasks. */
  due: Due | null | undefined;
  user: User;
  onChoose: (choice: DueChoice) => void;
}

type Read = typeof import('../../../../shared/language/date.parser.ts')['wholeDue'];

/** Offers the usual days, and a field for any other date in words. */
export function DuePicker({ due, user, onChoose }: Props) {
  const { timeZone } = user;
  const [reader] = useState(() => readerOf(user));
  const [text, setText] = useState('');
  const [read, setRead] = useState<Read>();
  useEffect(() => {
    void import('../../../../shared/language/date.parser.ts').then(({ wholeDue }) => setRead(() => wholeDue));
  }, []);

  const today = dateIn(reader.now, timeZone);
  const days = [
    { name: 'Today', date: today },
    { name: 'Tomorrow', date: addDays(today, 1) },
    // This is the same day that the words mean in a text.
    { name: 'Next week', date: read?.('next week', reader)?.date ?? mondayAfter(today) },
  ];
  const understood = understand();

  function understand(): Due | undefined {
    const found = text.trim() ? read?.(text, reader) : undefined;
    return found && { ...found, timeZone };
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (understood) onChoose({ due: understood });
  }

  return (
    <>
      {days.map(({ name, date }) => (
        <button
          key={name}
          type="button"
          className={styles['choice']}
          aria-pressed={due?.date === date}
          onClick={() => onChoose({ day: date })}
        >
          <Icon name="calendar" />
          {name}
          <span className={styles['note']}>{formatDate(date, 'weekdayAndDay', user.locale)}</span>
        </button>
      ))}
      <button type="button" className={styles['choice']} aria-pressed={due === null} onClick={() => onChoose(null)}>
        <Icon name="close" />
        No date
      </button>
      <form onSubmit={submit} className={styles['form']}>
        <input
          className={styles['input']}
          aria-label="Due, in words"
          placeholder={`fri ${formatTime('18:00', user.locale)}, in 3 days, ${formatDate('2027-01-31', 'day', user.locale)}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
        />
        <output className={styles['understood']}>
          {understood ? `Enter: ${dueInWords(understood, reader)}` : text.trim() && read ? 'Not understood yet' : ''}
        </output>
      </form>
    </>
  );
}
