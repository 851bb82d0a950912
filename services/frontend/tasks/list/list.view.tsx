import { lazy, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import type { User } from '../../account/account.queries.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { useDocumentTitle } from '../../ui/document-title.ts';
import { focusWhenThere } from '../../ui/focus-when-there.ts';
import { useIsNarrow, useIsPhone } from '../../ui/narrow.ts';
import { Part } from '../../ui/part.tsx';
import { AllViewsButton } from '../filter/all-views.button.tsx';
import { FilterPanel } from '../filter/filter.panel.tsx';
import { filterToSearch } from '../filter/query/task.filter.ts';
import { useFilter } from '../filter/use-filter.ts';
import { ViewNav } from '../filter/view.nav.tsx';
import { ListNav } from '../lists/list.nav.tsx';
import { useViewName } from '../lists/use-view-name.ts';
import type { Pick } from '../pickers/pick.popover.tsx';
import { AddSheet } from '../quick-add/add.sheet.tsx';
import { QuickAdd } from '../quick-add/quick-add.tsx';
import { useTaskActions } from '../sync/task.mutations.ts';
import type { ListedTask } from '../task.ts';
import { useKeptViews } from '../views/view.queries.ts';
import { ListHead } from './list.head.tsx';
import styles from './list.view.module.css';
import { TaskAside } from './task.aside.tsx';
import { TaskResults } from './task.results.tsx';
import { useAdded } from './use-added.ts';
import { useAdding } from './use-adding.ts';

const BottomNav = lazy(() => import('../filter/bottom.nav.tsx').then(({ BottomNav }) => ({ default: BottomNav })));
const KeptViewsNav = lazy(() =>
  import('../views/kept-views.nav.tsx').then(({ KeptViewsNav }) => ({ default: KeptViewsNav })),
);
const PickPopover = lazy(() =>
  import('../pickers/pick.popover.tsx').then(({ PickPopover }) => ({ default: PickPopover })),
);

/** From this width on, a task stands beside the list (see list.view.module.css). */
const besideFromRem = 52;

interface Props {
  user: User;
  eventsEnabled: boolean;
  openTaskId?: string | undefined;
}

/** Shows views and filters, the tasks, and the open task, side by side if there is room. */
export function ListView({ user, eventsEnabled, openTaskId }: Props) {
  const control = useFilter();
  const { filter, search, change } = control;
  const actions = useTaskActions();
  const [, navigate] = useLocation();
  const frame = useRef<HTMLDivElement>(null);
  const addField = useRef<HTMLInputElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const [pick, setPick] = useState<Pick>();
  const [isAdding, setAdding] = useState(false);
  const view = filterToSearch({ ...filter, q: '' });
  const { added, remember } = useAdded(filterToSearch(filter));
  const isPhone = useIsPhone();
  const name = useViewName(filter);
  const hasKeptViews = useKeptViews().length > 0;
  useTopOf(view);
  // When the task covers the list, only the task is shown.
  const isCovered = useIsNarrow(frame, besideFromRem) && openTaskId !== undefined;

  const close = useCallback(() => {
    navigate(`/${search}`);
    if (openTaskId) focusWhenThere(`[data-task-id="${CSS.escape(openTaskId)}"] [data-row-link]`);
  }, [navigate, search, openTaskId]);
  const open = useCallback(
    (task: ListedTask, toEdit: boolean) => {
      navigate(`/tasks/${task.id}${search}`);
      if (toEdit) focusWhenThere('#task-title');
    },
    [navigate, search],
  );
  const add = useAdding({ user, eventsEnabled, filter, onAdd: remember });
  const uncovered = (act: () => void) => {
    if (isCovered) navigate(`/${search}`);
    requestAnimationFrame(act);
  };

  /** On a phone the field is hidden until it is needed. */
  const focusAdd = () => {
    flushSync(() => setAdding(true));
    addField.current?.focus();
  };

  useShortcuts({
    add: () => uncovered(focusAdd),
    search: () => (eventsEnabled ? uncovered(() => searchField.current?.select()) : false),
    close: () => (openTaskId ? close() : false),
    undo: () => actions.undo(),
    redo: () => actions.redo(),
  });

  return (
    <div ref={frame} className={styles['frame']}>
      {!openTaskId && <ViewTitle title={name} />}
      <div className={styles['layout']} data-open={openTaskId !== undefined || undefined}>
        <div className={styles['side']} inert={isCovered}>
          {eventsEnabled && <AllViewsButton filter={filter} eventsEnabled={eventsEnabled} className={styles['all']} />}
          <ViewNav filter={filter} eventsEnabled={eventsEnabled} />
          {hasKeptViews && (
            <div className={styles['filters']}>
              <Part name="The kept views" waiting={null}>
                <KeptViewsNav filter={filter} />
              </Part>
            </div>
          )}
          {eventsEnabled && (
            <div className={styles['filters']}>
              <ListNav filter={filter} />
            </div>
          )}
          {eventsEnabled && (
            <section className={styles['filters']} aria-label="Filters">
              <FilterPanel filter={filter} change={change} />
            </section>
          )}
        </div>
        <section id="list" tabIndex={-1} className={styles['list']} aria-labelledby="list-title" inert={isCovered}>
          <AddSheet isOpen={isAdding} field={addField} onClose={() => setAdding(false)}>
            <QuickAdd user={user} eventsEnabled={eventsEnabled} field={addField} onAdd={add} />
          </AddSheet>
          <ListHead filter={filter} change={change} eventsEnabled={eventsEnabled} searchField={searchField} />
          <TaskResults
            key={view}
            control={control}
            user={user}
            actions={actions}
            openTaskId={openTaskId}
            added={added}
            onAdd={focusAdd}
            onOpen={open}
            onPick={(next) => eventsEnabled && setPick(next)}
          />
        </section>
        {openTaskId && <TaskAside id={openTaskId} user={user} eventsEnabled={eventsEnabled} onClose={close} />}
      </div>
      {isPhone && !isCovered && (
        <Part name="The bar of views" waiting={null}>
          <BottomNav filter={filter} eventsEnabled={eventsEnabled} onAdd={focusAdd} />
        </Part>
      )}
      {pick && (
        <Part name="The choices" waiting={null}>
          <PickPopover
            {...pick}
            user={user}
            onChange={(changesOf) => actions.updateAll(pick.tasks, changesOf)}
            onClose={() => setPick(undefined)}
          />
        </Part>
      )}
    </div>
  );
}

/** This is a component because an open task sets the page's title instead. */
function ViewTitle({ title }: { title: string }) {
  useDocumentTitle(title);
  return null;
}

/** Scrolls to the top when another view is opened. */
function useTopOf(view: string): void {
  const shown = useRef(view);
  useLayoutEffect(() => {
    if (shown.current === view) return;
    shown.current = view;
    window.scrollTo(0, 0);
  }, [view]);
}
