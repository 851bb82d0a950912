import type { KeyboardEvent } from 'react';
import { isForInputMethod } from '../../../keyboard/input-method.ts';
import { TextArea } from '../../../ui/fields/text-area.tsx';
import type { Editing } from '../task.editing.ts';
import { DraftOffer } from './draft.offer.tsx';
import styles from './text.fields.module.css';
import { useTextDraft } from './use-text-draft.ts';

const longest = 200;

/** One line that wraps: Enter is done, and not a new line. */
export function TitleField(editing: Editing) {
  const draft = useTextDraft(editing, 'title', {
    isSame: (a, b) => a.trim() === b.trim(),
    isFit: (title) => title.trim() !== '',
  });
  const isBlank = draft.value.trim() === '';
  const error = isBlank ? 'A task needs a title.' : editing.errorOf('title');

  function leaveOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== 'Enter' || isForInputMethod(event.nativeEvent)) return;
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
        data-completed={editing.task.completed || undefined}
        className={styles['title']}
      />
      {draft.offer && <DraftOffer label="The title" {...draft.offer} />}
      {error && (
        <p id="task-title-error" role="alert" className={styles['error']}>
          {error}
        </p>
      )}
    </div>
  );
}
