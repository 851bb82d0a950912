import { lazy } from 'react';
import { Part } from '../../../ui/part.tsx';
import { useEntries } from '../edits.context.ts';

const ConflictForm = lazy(() => import('./conflict.form.tsx').then(({ ConflictForm }) => ({ default: ConflictForm })));

/** Asks the person to decide each conflict in turn. */
export function ConflictDialog() {
  const conflict = useEntries().find(({ state, postponed }) => state === 'conflict' && !postponed)?.conflict;
  if (!conflict) return null;
  return (
    <Part key={conflict.edit.id} name="A conflict" waiting={null}>
      <ConflictForm conflict={conflict} />
    </Part>
  );
}
