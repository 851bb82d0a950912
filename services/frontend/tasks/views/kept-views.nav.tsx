import { lazy, useRef, useState } from 'react';
import { Link } from 'wouter';
import { Icon } from '../../ui/icon.tsx';
import { problemToast } from '../../ui/overlay/toast.ts';
import { Part } from '../../ui/part.tsx';
import { useEdits } from '../edits/edits.context.ts';
import type { Filter } from '../filter/query/task.filter.ts';
import { addressOf } from '../filter/view.nav.tsx';
import styles from '../lists/list.nav.module.css';
import { MoreButton, moveItems } from '../lists/more.button.tsx';
import { useListDrag } from '../lists/use-list-drag.ts';
import { type KeptView, useKeptView, useKeptViews, useViewActions } from './view.queries.ts';
import { filterOf, keptQuery } from './view.query.ts';

const ViewDialog = lazy(() => import('./view.dialog.tsx').then(({ ViewDialog }) => ({ default: ViewDialog })));

interface Props {
  filter: Filter;
  /** Called when a view is chosen. */
  onChoose?: () => void;
}

/** The filters that the person keeps under names. They are ordered by dragging, or by their menus. */
export function KeptViewsNav({ filter, onChoose }: Props) {
  const views = useKeptViews();
  const shown = useKeptView(filter);
  const { timeZone } = useEdits().user;
  const actions = useViewActions();
  const [renamed, setRenamed] = useState<KeptView>();
  const said = useRef<HTMLParagraphElement>(null);

  function moveTo(view: KeptView, place: number): void {
    const others = views.filter(({ id }) => id !== view.id);
    const to = Math.max(0, Math.min(place, others.length));
    if (said.current) said.current.textContent = `${view.name} is now number ${to + 1} of ${views.length}`;
    void actions.move(view, others[to - 1]?.id ?? null);
  }

  const drag = useListDrag((id, place) => {
    const view = views.find((one) => one.id === id);
    if (view) moveTo(view, place);
  });

  async function replace(view: KeptView): Promise<void> {
    try {
      await actions.change(view, { query: keptQuery(filter, timeZone) });
    } catch (error) {
      problemToast(`“${view.name}” was not changed`, error as Error);
    }
  }

  if (views.length === 0) return null;
  return (
    <nav aria-label="Kept views" className={styles['nav']}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>Kept views</h2>
      </div>
      <ul ref={drag} className={styles['lists']}>
        {views.map((view, place) => (
          <li key={view.id} className={styles['row']} data-list-row={view.id}>
            <Link
              href={addressOf(filterOf(view.query, timeZone))}
              className={styles['link']}
              draggable={false}
              aria-current={shown?.id === view.id ? 'page' : undefined}
              {...(onChoose && { onClick: onChoose })}
            >
              <Icon name="filter" />
              <span className={styles['name']} dir="auto">
                {view.name}
              </span>
            </Link>
            <MoreButton
              label={`Actions for the view ${view.name}`}
              items={[
                { label: 'Rename…', onChoose: () => setRenamed(view) },
                ...(shown?.id === view.id
                  ? []
                  : [{ label: 'Replace by what is shown', onChoose: () => void replace(view) }]),
                ...moveItems(place, views.length, (to) => moveTo(view, to)),
                { label: 'Delete', onChoose: () => void actions.remove(view, views[place - 1]) },
              ]}
            />
          </li>
        ))}
      </ul>
      <p ref={said} role="status" className="visually-hidden" />
      {renamed && (
        <Part name="The dialog" waiting={null}>
          <ViewDialog naming={{ view: renamed }} onClose={() => setRenamed(undefined)} />
        </Part>
      )}
    </nav>
  );
}
