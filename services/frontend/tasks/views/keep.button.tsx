import { lazy, useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { Part } from '../../ui/part.tsx';
import { useEdits } from '../edits/edits.context.ts';
import styles from '../filter/filter.chips.module.css';
import { type Filter, isNarrowed } from '../filter/query/task.filter.ts';
import { useKeptView } from './view.queries.ts';
import { keptQuery } from './view.query.ts';

const ViewDialog = lazy(() => import('./view.dialog.tsx').then(({ ViewDialog }) => ({ default: ViewDialog })));

/** Tells whether the filter is worth keeping: it narrows its view, or has an order that was chosen. */
export function isKeepable(filter: Filter): boolean {
  return isNarrowed(filter) || filter.sort !== undefined;
}

/** Keeps the present filter and order as a view, unless it is one already. */
export function KeepButton({ filter }: { filter: Filter }) {
  const { timeZone } = useEdits().user;
  const [query, setQuery] = useState<string>();
  const kept = useKeptView(filter);
  return (
    <>
      {!kept && (
        <button type="button" className={styles['keep']} onClick={() => setQuery(keptQuery(filter, timeZone))}>
          <Icon name="add" />
          Keep this view
        </button>
      )}
      {query !== undefined && (
        <Part name="The dialog" waiting={null}>
          <ViewDialog naming={{ query }} onClose={() => setQuery(undefined)} />
        </Part>
      )}
    </>
  );
}
