import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/overlay/menu.tsx';
import styles from '../lists/list.nav.module.css';
import type { KeptView } from './view.queries.ts';

interface Props {
  view: KeptView;
  isFirst: boolean;
  isLast: boolean;
  /** Undefined where the view is what is shown. */
  onReplace: (() => void) | undefined;
  onMove: (step: 1 | -1) => void;
  onRename: () => void;
  onRemove: () => void;
}

/** What can be done to a kept view. It is fetched and opened by the first click on its button. */
export function KeptViewMenu({ view, isFirst, isLast, onReplace, onMove, onRename, onRemove }: Props) {
  return (
    <Menu
      isOpenAtFirst
      trigger={
        <Button look="quiet" icon className={styles['more']} aria-label={`Actions for the view ${view.name}`}>
          <Icon name="more" />
        </Button>
      }
      items={[
        { label: 'Rename…', onChoose: onRename },
        ...(onReplace ? [{ label: 'Replace by what is shown', onChoose: onReplace }] : []),
        { label: 'Move up', disabled: isFirst, onChoose: () => onMove(-1) },
        { label: 'Move down', disabled: isLast, onChoose: () => onMove(1) },
        { label: 'Delete', onChoose: onRemove },
      ]}
    />
  );
}
