import { lazy, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { MenuItem } from '../../ui/overlay/menu.tsx';
import { Part } from '../../ui/part.tsx';
import styles from './list.nav.module.css';

const MoreMenu = lazy(() => import('./more.menu.tsx').then(({ MoreMenu }) => ({ default: MoreMenu })));

interface Props {
  label: string;
  items: readonly MenuItem[];
}

/** What can be done to a list or kept view of the sidebar. Its menu is fetched and opened by the first click. */
export function MoreButton(props: Props) {
  const [isUsed, setUsed] = useState(false);
  return isUsed ? (
    <Part name="The menu" waiting={null}>
      <MoreMenu {...props} />
    </Part>
  ) : (
    <Button
      look="quiet"
      icon
      className={styles['more']}
      aria-label={props.label}
      aria-haspopup="menu"
      onClick={() => setUsed(true)}
    >
      <Icon name="more" />
    </Button>
  );
}

/** Moves the row to a place by steps. */
export function moveItems(place: number, count: number, moveTo: (place: number) => void): MenuItem[] {
  return [
    { label: 'Move up', disabled: place === 0, onChoose: () => moveTo(place - 1) },
    { label: 'Move down', disabled: place === count - 1, onChoose: () => moveTo(place + 1) },
  ];
}
