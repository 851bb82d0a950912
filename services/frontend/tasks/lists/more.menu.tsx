import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu, type MenuItem } from '../../ui/overlay/menu.tsx';
import styles from './list.nav.module.css';

/** Opens as soon as it is there. */
export function MoreMenu({ label, items }: { label: string; items: readonly MenuItem[] }) {
  return (
    <Menu
      isOpenAtFirst
      trigger={
        <Button look="quiet" icon className={styles['more']} aria-label={label}>
          <Icon name="more" />
        </Button>
      }
      items={items}
    />
  );
}
