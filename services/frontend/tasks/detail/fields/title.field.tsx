import type { KeyboardEvent } from 'react';
import { TextArea } from '../../../ui/fields/text-area.tsx';
import { useDraft } from '../../../ui/fields/use-draft.ts';
import type { Editing } from '../task.editing.ts';
import styles from './text.fields.module.css';

const longest = 200;

/** One line that wraps: Enter is done, and not a new line. */
export function TitleField({ task, update, errorOf, begin }: Editing) {
  const draft = useDraft({
    stored: task.title,
    begin: () => begin('title'),
    save: (title, refused) => update({ title }, refused),
    isSame: (a, b) => a.trim() === b.trim(),
    isFit: (title) => title.trim() !== '',
  });
  const isBlank = draft.value.trim() === '';
  const error = isBlank ? 'A task needs a title.' : errorOf('title');

  function leaveOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.blur();
  }

  return (
    <div className={styles['field']}>
      <TextArea
        id="task-title"
        aria-label="Title"
        aria-invalid={error !== undefined}
        aria-describedby={error && 'task-title-error'}
        dir="auto"
        maxLength={longest}
        value={draft.value}
        onChange={(event) => draft.change(event.currentTarget.value.replace(/\n+/g, ' '))}
        onKeyDown={leaveOnEnter}
        onBlur={draft.leave}
        data-completed={task.completed || undefined}
        className={styles['title']}
      />
      {error && (
        <p id="task-title-error" role="alert" className={styles['error']}>
          {error}
        </p>
      )}
    </div>
  );
}
