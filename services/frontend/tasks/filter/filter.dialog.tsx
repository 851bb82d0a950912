import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import styles from './filter.panel.module.css';
import { FilterPanel } from './filter.panel.tsx';
import { SortControl } from './sort.control.tsx';
import type { FilterControl } from './use-filter.ts';

interface Props extends Pick<FilterControl, 'filter' | 'change'> {
  onClose: () => void;
}

/** The filters as a dialog, for when there is no room beside the list. */
export function FilterDialog({ filter, change, onClose }: Props) {
  return (
    <Dialog title="Filters" onClose={onClose}>
      <div className={styles['sort']}>
        <SortControl filter={filter} change={change} eventsEnabled />
      </div>
      <FilterPanel filter={filter} change={change} />
      <Button look="primary" className={styles['done']} onClick={onClose}>
        Show tasks
      </Button>
    </Dialog>
  );
}
