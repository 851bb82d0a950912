import { lazy, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Part } from '../../ui/part.tsx';
import { defaultFilter, type Filter } from '../filter/query/task.filter.ts';
import { addressOf } from '../filter/view.nav.tsx';
import { Count } from './count.tsx';
import type { ListTask } from './list.dialog.tsx';
import type { List } from './list.names.ts';
import styles from './list.nav.module.css';
import { useCounts, useLists } from './list.queries.ts';
import { MoreButton, moveItems } from './more.button.tsx';
import { useListActions } from './use-list-actions.ts';
import { useListDrag } from './use-list-drag.ts';

const ListDialog = lazy(() => import('./list.dialog.tsx').then(({ ListDialog }) => ({ default: ListDialog })));

interface Props {
  filter: Filter;
  /** Called when a list is chosen. */
  onChoose?: () => void;
}

const address = (list: List) => addressOf({ ...defaultFilter, list: list.id });

/** The person's lists, with the number of open tasks in each. They are ordered by dragging, or by their menus. */
export function ListNav({ filter, onChoose }: Props) {
  const lists = useLists();
  const counts = useCounts();
  const actions = useListActions();
  const [dialog, setDialog] = useState<ListTask>();
  const [, navigate] = useLocation();
  const said = useRef<HTMLParagraphElement>(null);
  const open = lists.filter(({ archived }) => !archived);
  const archived = lists.filter((list) => list.archived);

  /** Moves a list to a place among the open ones, and says where it is then. */
  function moveTo(list: List, place: number) {
    const others = open.filter(({ id }) => id !== list.id);
    const to = Math.max(0, Math.min(place, others.length));
    const behind = others[to - 1];
    if (said.current) said.current.textContent = `${list.name} is now number ${to + 1} of ${open.length}`;
    void actions.move(list, behind?.id ?? null);
  }

  const drag = useListDrag((id, place) => {
    const list = open.find((one) => one.id === id);
    if (list) moveTo(list, place);
  });

  const row = (list: List, place: number) => (
    <li
      key={list.id}
      className={styles['row']}
      {...(!list.archived && { 'data-list-row': list.id, 'data-drop-list': list.id })}
    >
      <Link
        href={address(list)}
        className={styles['link']}
        draggable={false}
        aria-current={filter.list === list.id ? 'page' : undefined}
        {...(onChoose && { onClick: onChoose })}
      >
        <Icon name="list" />
        <span className={styles['name']} dir="auto">
          {list.name}
        </span>
        <Count of={counts?.lists[list.id]} />
      </Link>
      <MoreButton
        label={`Actions for the list ${list.name}`}
        items={[
          { label: 'Rename…', onChoose: () => setDialog({ what: 'rename', list }) },
          ...(list.archived ? [] : moveItems(place, open.length, (to) => moveTo(list, to))),
          {
            label: list.archived ? 'Unarchive' : 'Archive',
            onChoose: () => void actions.archive(list, !list.archived),
          },
          { label: 'Delete…', onChoose: () => setDialog({ what: 'delete', list }) },
        ]}
      />
    </li>
  );

  return (
    <nav aria-label="Lists" className={styles['nav']}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>Lists</h2>
        <Button
          look="quiet"
          icon
          className={styles['add']}
          aria-label="Add a list"
          title="Add a list"
          onClick={() => setDialog({ what: 'create' })}
        >
          <Icon name="add" />
        </Button>
      </div>
      <ul ref={drag} className={styles['lists']}>
        {open.map(row)}
      </ul>
      {archived.length > 0 && (
        <details className={styles['archived']}>
          <summary>{archived.length} archived</summary>
          <ul className={styles['lists']}>{archived.map(row)}</ul>
        </details>
      )}
      <p ref={said} role="status" className="visually-hidden" />
      {dialog && (
        <Part name="The dialog" waiting={null}>
          <ListDialog
            task={dialog}
            onClose={() => setDialog(undefined)}
            onCreated={(list) => navigate(address(list))}
            onDeleted={(list) => filter.list === list.id && navigate('/')}
          />
        </Part>
      )}
    </nav>
  );
}
