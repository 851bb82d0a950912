import { lazy, useState } from 'react';
import { Part } from '../../../ui/part.tsx';
import { useEntries } from '../edits.context.ts';
import type { Entry } from '../queue/edit.entry.ts';
import styles from './failures.module.css';

const FailuresDialog = lazy(() =>
  import('./failures.dialog.tsx').then(({ FailuresDialog }) => ({ default: FailuresDialog })),
);

/** Fewer failed attempts are not shown, because they may pass by themselves. */
const concerning = 3;

/** Opens the list of edits at which the server keeps failing. It is empty if there are none. */
export function FailuresButton({ className }: { className: string | undefined }) {
  const failures = useEntries().filter(isConcerning);
  const [isOpen, setOpen] = useState(false);
  const { length } = failures;
  return (
    <>
      <div role="status" className={styles['status']}>
        {length > 0 && (
          <button type="button" className={className} onClick={() => setOpen(true)}>
            {length} not saved
          </button>
        )}
      </div>
      {isOpen && length > 0 && (
        <Part name="What is not saved" waiting={null}>
          <FailuresDialog failures={failures} onClose={() => setOpen(false)} />
        </Part>
      )}
    </>
  );
}

function isConcerning(entry: Entry): boolean {
  return entry.failure !== undefined && entry.failure.attempts >= concerning;
}
