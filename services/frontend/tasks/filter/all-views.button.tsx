import { lazy, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Part } from '../../ui/part.tsx';
import type { Filter } from './query/task.filter.ts';

const ViewsDialog = lazy(() => import('./views.dialog.tsx').then(({ ViewsDialog }) => ({ default: ViewsDialog })));

interface Props {
  filter: Filter;
  eventsEnabled: boolean;
  className: string | undefined;
}

/** Leads to the lists and kept views where there is no room for them beside the tasks. */
export function AllViewsButton({ filter, eventsEnabled, className }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        look="quiet"
        icon
        className={className}
        aria-label="All views and lists"
        title="All views and lists"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="list" />
      </Button>
      {isOpen && (
        <Part name="The views" waiting={null}>
          <ViewsDialog filter={filter} eventsEnabled={eventsEnabled} onClose={() => setOpen(false)} />
        </Part>
      )}
    </>
  );
}
