import { TextArea } from '../../../ui/fields/text-area.tsx';
import { useDraft } from '../../../ui/fields/use-draft.ts';
import type { Editing } from '../task.editing.ts';
import styles from './text.fields.module.css';

const longest = 10_000;

export function DescriptionField({ task, update, errorOf, begin }: Editing) {
  const draft = useDraft({
    stored: task.description,
    begin: () => begin('description'),
    save: (description, refused) => update({ description }, refused),
  });
  const error = errorOf('description');
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
      {error && (
        <p id="task-description-error" role="alert" className={styles['error']}>
          {error}
        </p>
      )}
    </div>
  );
}
