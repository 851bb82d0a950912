import { TextArea } from '../../../ui/fields/text-area.tsx';
import type { Editing } from '../task.editing.ts';
import { DraftOffer } from './draft.offer.tsx';
import styles from './text.fields.module.css';
import { useTextDraft } from './use-text-draft.ts';

const longest = 10_000;

export function DescriptionField(editing: Editing) {
  const draft = useTextDraft(editing, 'description');
  const error = editing.errorOf('description');
  return (
    <div className={styles['field']}>
      <TextArea
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
      {draft.offer && <DraftOffer label="The description" {...draft.offer} />}
      {error && (
        <p id="task-description-error" role="alert" className={styles['error']}>
          {error}
        </p>
      )}
    </div>
  );
}
