import { type FormEvent, type RefObject, useId } from 'react';
import type { User } from '../../account/account.queries.ts';
import { isForInputMethod } from '../../keyboard/input-method.ts';
import { Button } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useEdits } from '../edits/edits.context.ts';
import type { NewTask } from '../task.ts';
import styles from './quick-add.module.css';
import { useQuickAdd } from './use-quick-add.ts';

const icons = {
  due: 'calendar',
  priority: 'flag',
  tag: 'tag',
  list: 'menu',
  recurrence: 'repeat',
  reminder: 'bell',
} as const satisfies Record<string, IconName>;

interface Props {
  user: User;
  eventsEnabled: boolean;
  field: RefObject<HTMLInputElement | null>;
  onAdd: (task: NewTask) => void;
}

/** One line for a whole task; what is understood of it stands below, and can be taken away before it is added. */
export function QuickAdd({ user, eventsEnabled, field, onAdd }: Props) {
  const { text, type, tokens, ignore, prepare, problem, take, forget } = useQuickAdd(user, eventsEnabled);
  const { queue } = useEdits();
  const hint = useId();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const task = await take();
    if (!task) return;
    onAdd(task);
    await queue.written();
    forget(text);
  }

  return (
    <form className={styles['form']} onSubmit={submit} aria-label="Add a task">
      <div className={styles['line']}>
        <Icon name="add" />
        <input
          ref={field}
          className={styles['input']}
          aria-label="New task"
          aria-describedby={hint}
          placeholder={eventsEnabled ? 'Pay rent tomorrow 9am every month #home p1' : 'What is to be done?'}
          value={text}
          onChange={(event) => type(event.target.value)}
          onFocus={prepare}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || isForInputMethod(event.nativeEvent)) return;
            event.preventDefault();
            if (text) type('');
            else event.currentTarget.blur();
          }}
          autoComplete="off"
          enterKeyHint="done"
          aria-invalid={problem !== undefined}
          dir="auto"
        />
        <Button type="submit" look="primary" className={styles['submit']} disabled={!text.trim()}>
          Add
        </Button>
      </div>
      <span id={hint} className="visually-hidden">
        {eventsEnabled
          ? 'Dates, “every week”, #tags and p1 to p4 are understood. Enter adds the task.'
          : 'Enter adds the task.'}
      </span>
      {problem && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      {tokens.length > 0 && (
        <ul className={styles['chips']} aria-label="Understood">
          {tokens.map((token) => (
            <li key={`${token.start} ${token.text}`} className={styles['chip']} data-kind={token.kind}>
              <Icon name={icons[token.kind]} />
              <span dir="auto">{token.label}</span>
              <button
                type="button"
                className={styles['remove']}
                aria-label={`Keep “${token.text}” as text`}
                onClick={() => {
                  ignore(token);
                  field.current?.focus();
                }}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
