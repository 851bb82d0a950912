import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { useLists } from '../../lists/list.queries.ts';
import { fieldNames } from '../../task.ts';
import { useEdits } from '../edits.context.ts';
import type { Conflict } from '../queue/edit.entry.ts';
import { ChangesList } from './changes.list.tsx';
import styles from './conflict.form.module.css';
import { fieldInWords } from './field.format.ts';

/** Asks for "mine" or "theirs" for each field. Nothing is lost until the person decides, even when the dialog is closed. */
export function ConflictForm({ conflict }: { conflict: Conflict }) {
  const { edit, theirs } = conflict;
  if (edit.kind === 'delete') return <ChangedSinceDeleted conflict={conflict} />;
  return theirs ? <FieldsInConflict conflict={conflict} /> : <GoneMeanwhile conflict={conflict} />;
}

function FieldsInConflict({ conflict: { edit, fields } }: { conflict: Conflict }) {
  const { queue, user } = useEdits();
  const lists = useLists();
  const [mine, setMine] = useState<ReadonlySet<string>>(() => new Set(fields.map(({ field }) => field)));
  const choose = (field: string, isMine: boolean) =>
    setMine((chosen) => new Set(isMine ? [...chosen, field] : [...chosen].filter((other) => other !== field)));
  return (
    <Dialog title="Changed in two places" onClose={() => queue.postpone(edit.id)}>
      <p className={styles['lead']}>
        While your change to <strong dir="auto">{edit.before?.title}</strong> was on its way, the task was also changed
        elsewhere. Which version do you want to keep?
      </p>
      {fields.map(({ field, mine: mineValue, theirs: theirValue }) => (
        <fieldset key={field} className={styles['field']}>
          <legend>{fieldNames[field]}</legend>
          {[true, false].map((isMine) => (
            <label key={String(isMine)} className={styles['choice']}>
              <input
                type="radio"
                name={field}
                checked={mine.has(field) === isMine}
                onChange={() => choose(field, isMine)}
              />
              <span className={styles['whose']}>{isMine ? 'Mine' : 'Theirs'}</span>
              <span dir="auto" className={styles['value']}>
                {fieldInWords(field, isMine ? mineValue : theirValue, user, lists)}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <div className={styles['actions']}>
        <Button onClick={() => queue.settle(edit.id, false)}>Keep all of theirs</Button>
        <Button look="primary" onClick={() => queue.settle(edit.id, mine)}>
          Save my choices
        </Button>
      </div>
    </Dialog>
  );
}

function GoneMeanwhile({ conflict: { edit, clean } }: { conflict: Conflict }) {
  const { queue, user } = useEdits();
  return (
    <Dialog title="Deleted elsewhere" onClose={() => queue.postpone(edit.id)}>
      <p className={styles['lead']}>
        <strong dir="auto">{edit.before?.title}</strong> was deleted elsewhere before your change arrived:
      </p>
      <ChangesList changes={clean} user={user} />
      <div className={styles['actions']}>
        <Button onClick={() => queue.settle(edit.id, false)}>Leave it deleted</Button>
        <Button look="primary" onClick={() => queue.settle(edit.id, true)}>
          Add it again with my change
        </Button>
      </div>
    </Dialog>
  );
}

function ChangedSinceDeleted({ conflict: { edit, theirs } }: { conflict: Conflict }) {
  const { queue } = useEdits();
  return (
    <Dialog title="Changed since you deleted it" onClose={() => queue.postpone(edit.id)}>
      <p className={styles['lead']}>
        <strong dir="auto">{theirs?.title}</strong> was changed elsewhere before your deletion arrived.
      </p>
      <div className={styles['actions']}>
        <Button onClick={() => queue.settle(edit.id, false)}>Keep the task</Button>
        <Button look="danger" onClick={() => queue.settle(edit.id, true)}>
          Delete it anyway
        </Button>
      </div>
    </Dialog>
  );
}
