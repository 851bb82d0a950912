import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/overlay/menu.tsx';
import type { List } from './list.names.ts';
import styles from './list.nav.module.css';

interface Props {
  list: List;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: 1 | -1) => void;
  onArchive: () => void;
  onDialog: (what: 'rename' | 'delete') => void;
}

/** What can be done to a list. It is fetched and opened by the first click on its button. */
export function ListMenu({ list, isFirst, isLast, onMove, onArchive, onDialog }: Props) {
  const moves = list.archived
    ? []
    : [
        { label: 'Move up', disabled: isFirst, onChoose: () => onMove(-1) },
        { label: 'Move down', disabled: isLast, onChoose: () => onMove(1) },
      ];
  return (
    <Menu
      isOpenAtFirst
      trigger={
        <Button look="quiet" icon className={styles['more']} aria-label={`Actions for the list ${list.name}`}>
          <Icon name="more" />
        </Button>
      }
      items={[
        { label: 'Rename…', onChoose: () => onDialog('rename') },
        ...moves,
        { label: list.archived ? 'Unarchive' : 'Archive', onChoose: onArchive },
        { label: 'Delete…', onChoose: () => onDialog('delete') },
      ]}
    />
  );
}
