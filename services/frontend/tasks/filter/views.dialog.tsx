import { Dialog } from '../../ui/overlay/dialog.tsx';
import { ListNav } from '../lists/list.nav.tsx';
import { KeptViewsNav } from '../views/kept-views.nav.tsx';
import type { Filter } from './query/task.filter.ts';
import { ViewNav } from './view.nav.tsx';

interface Props {
  filter: Filter;
  eventsEnabled: boolean;
  onClose: () => void;
}

/** All views and lists as a dialog, for when there is no room beside the list. */
export function ViewsDialog({ filter, eventsEnabled, onClose }: Props) {
  return (
    <Dialog title="Views and lists" onClose={onClose}>
      <ViewNav filter={filter} eventsEnabled={eventsEnabled} onChoose={onClose} />
      {eventsEnabled && <KeptViewsNav filter={filter} onChoose={onClose} />}
      {eventsEnabled && <ListNav filter={filter} onChoose={onClose} />}
    </Dialog>
  );
}
