import { type ClipboardEvent, type FormEvent, lazy, type RefObject, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { taskLines } from '../../../../shared/language/pasted-lines.ts';
import type { UnreadSpan } from '../../../../shared/language/quick-add.ts';
import type { User } from '../../account/account.queries.ts';
import { isForInputMethod } from '../../keyboard/input-method.ts';
import { Button } from '../../ui/button.tsx';
import bare from '../../ui/fields/bare-input.module.css';
import { Icon } from '../../ui/icon.tsx';
import { Part } from '../../ui/part.tsx';
import { useEdits } from '../edits/edits.context.ts';
import type { NewTask } from '../task.ts';
import { MarkedLayer } from '../typed-text/marked.layer.tsx';
import { markedPieces, replaced } from '../typed-text/text.marks.ts';
import { UnderstoodList } from '../typed-text/understood.list.tsx';
import { UnreadNotes } from '../typed-text/unread.notes.tsx';
import { useFirstDates } from '../typed-text/use-first-dates.ts';
import { useSettledUnread } from '../typed-text/use-settled-unread.ts';
import { fitting, newTask } from './new.task.ts';
import styles from './quick-add.module.css';
import { TagProposals } from './tag.proposals.tsx';
import { useQuickAdd } from './use-quick-add.ts';
import { useTagCompletion } from './use-tag-completion.ts';

const PastedDialog = lazy(() => import('./pasted.dialog.tsx').then(({ PastedDialog }) => ({ default: PastedDialog })));

interface Props {
  user: User;
  eventsEnabled: boolean;
  field: RefObject<HTMLInputElement | null>;
  /** Called with one task, or with several that were added together. */
  onAdd: (tasks: readonly NewTask[]) => void;
}

/**
 * A field for a whole task in one line. Below it are the parts that were understood, each of which the person can turn back into
 * text.
 */
export function QuickAdd({ user, eventsEnabled, field, onAdd }: Props) {
  const { text, type, understood, ignore, prepare, read, problem, take, clear, forget } = useQuickAdd(
    user,
    eventsEnabled,
  );
  const { queue } = useEdits();
  const completion = useTagCompletion(field, text, type);
  const unread = useSettledUnread(text, understood?.unread);
  const dates = useFirstDates(understood, user);
  const [pasted, setPasted] = useState<{ lines: string[]; joined: string }>();
  const [hint, notes] = [useId(), useId()];

  async function submit(event: FormEvent) {
    event.preventDefault();
    const task = await take();
    if (task) await store([task]);
  }

  /** Adds the typed task. */
  async function store(tasks: readonly NewTask[]) {
    onAdd(tasks);
    await queue.written();
    forget(text);
  }

  function replace(span: UnreadSpan, suggestion: string) {
    flushSync(() => type(replaced(text, span, suggestion)));
    field.current?.focus();
    const caret = span.start + suggestion.length;
    field.current?.setSelectionRange(caret, caret);
  }

  async function addSeveral(span: UnreadSpan, suggestions: readonly string[]) {
    const tasks = suggestions.map((suggestion) => {
      const title = replaced(text, span, suggestion);
      const understood = read(title);
      return fitting(understood ? newTask(understood) : { title });
    });
    clear();
    field.current?.focus();
    await store(tasks);
  }

  /** A pasted text with line breaks may be one task for each line, so the person is asked. */
  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const lines = taskLines(event.clipboardData.getData('text/plain'));
    if (lines.length < 2) return;
    event.preventDefault();
    prepare();
    const { selectionStart, selectionEnd } = event.currentTarget;
    const span = { start: selectionStart ?? text.length, end: selectionEnd ?? text.length };
    setPasted({ lines, joined: replaced(text, span, lines.join(' ')) });
  }

  return (
    <form className={styles['form']} onSubmit={submit} aria-label="Add a task">
      <div className={styles['line']}>
        <Icon name="add" />
        <MarkedLayer field={field} pieces={markedPieces(text, understood?.tokens ?? [], understood?.unread ?? [])}>
          <input
            ref={field}
            className={`${bare['input']} ${styles['input']}`}
            aria-label="New task"
            aria-describedby={unread.length > 0 ? `${hint} ${notes}` : hint}
            {...(eventsEnabled && {
              role: 'combobox',
              'aria-autocomplete': 'list',
              'aria-expanded': completion.tags.length > 0,
              ...(completion.tags.length > 0 && { 'aria-controls': completion.list }),
              ...(completion.highlighted !== undefined && {
                'aria-activedescendant': completion.optionId(completion.highlighted),
              }),
            })}
            placeholder={eventsEnabled ? 'Pay rent tomorrow 9am every month #home p1' : 'What needs to be done?'}
            value={text}
            onChange={(event) => {
              type(event.target.value);
              completion.follow(event.target);
            }}
            onSelect={(event) => completion.follow(event.currentTarget)}
            onFocus={prepare}
            onBlur={completion.close}
            onPaste={onPaste}
            onKeyDown={(event) => {
              if (completion.takeKey(event)) return;
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
        </MarkedLayer>
        <Button type="submit" look="primary" className={styles['submit']} disabled={!text.trim()}>
          Add
        </Button>
        <TagProposals {...completion} />
      </div>
      <span id={hint} className="visually-hidden">
        {eventsEnabled
          ? 'Dates, “every week”, #tags, +lists and p1 to p4 are understood. Enter adds the task.'
          : 'Enter adds the task.'}
      </span>
      {problem && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      <UnderstoodList
        tokens={understood?.tokens ?? []}
        dates={dates}
        onKeepAsText={(token) => {
          ignore(token);
          field.current?.focus();
        }}
      />
      <UnreadNotes id={notes} unread={unread} onReplace={replace} onSeveral={addSeveral} />
      {pasted && (
        <Part name="The lines" waiting={null}>
          <PastedDialog
            lines={pasted.lines}
            read={read}
            onAdd={(tasks) => {
              setPasted(undefined);
              onAdd(tasks);
            }}
            onJoin={() => {
              setPasted(undefined);
              type(pasted.joined);
            }}
            onClose={() => setPasted(undefined)}
          />
        </Part>
      )}
    </form>
  );
}
