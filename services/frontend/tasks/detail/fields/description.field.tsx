import { lazy, useRef } from 'react';
import { TextArea } from '../../../ui/fields/text-area.tsx';
import { Part } from '../../../ui/part.tsx';
import { hasMarkup } from '../../notes/note.links.ts';
import type { Editing } from '../task.editing.ts';
import { DraftOffer } from './draft.offer.tsx';
import styles from './text.fields.module.css';
import { useTextDraft } from './use-text-draft.ts';

const NoteView = lazy(() => import('../../notes/note.view.tsx').then(({ NoteView }) => ({ default: NoteView })));

const longest = 10_000;

/** The note of a task. It is shown as its Markdown says, and as it is typed while the field has the focus. */
export function DescriptionField(editing: Editing) {
  const draft = useTextDraft(editing, 'description');
  const field = useRef<HTMLTextAreaElement>(null);
  const error = editing.errorOf('description');

  function tick(text: string): void {
    if (draft.value === editing.task.description) editing.update({ description: text });
    else draft.change(text);
  }

  return (
    <div className={styles['field']}>
      <div className={styles['note']} data-shown={hasMarkup(draft.value) || undefined}>
        <TextArea
          ref={field}
          aria-label="Description"
          aria-invalid={error !== undefined}
          aria-describedby={error && 'task-description-error'}
          placeholder="Add a description"
          dir="auto"
          maxLength={longest}
          value={draft.value}
          onChange={(event) => draft.change(event.currentTarget.value)}
          onBlur={draft.leave}
          className={styles['description']}
        />
        {hasMarkup(draft.value) && (
          // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: keys reach the field itself
          <div
            className={styles['shown']}
            onClick={({ target }) => {
              if (target instanceof Element && !target.closest('a, input')) field.current?.focus();
            }}
          >
            <Part name="The description" waiting={<p className={styles['plain']}>{draft.value}</p>}>
              <NoteView text={draft.value} onTick={tick} />
            </Part>
          </div>
        )}
      </div>
      {draft.offer && <DraftOffer label="The description" {...draft.offer} />}
      {error && (
        <p id="task-description-error" role="alert" className={styles['error']}>
          {error}
        </p>
      )}
    </div>
  );
}
