import type { User } from '../../../account/account.queries.ts';
import { useLists } from '../../lists/list.queries.ts';
import { fieldNames, type TaskChanges } from '../../task.ts';
import styles from './conflict.form.module.css';
import { fieldInWords } from './field.format.ts';

/** Lists what an edit sets each field to. */
export function ChangesList({ changes, user }: { changes: TaskChanges; user: User }) {
  const lists = useLists();
  return (
    <dl className={styles['changes']}>
      {Object.entries(changes).map(([field, value]) => (
        <div key={field}>
          <dt>{fieldNames[field as keyof TaskChanges]}</dt>
          <dd dir="auto">{fieldInWords(field as keyof TaskChanges, value, user, lists)}</dd>
        </div>
      ))}
    </dl>
  );
}
