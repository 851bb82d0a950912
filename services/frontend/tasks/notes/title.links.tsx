import { Icon } from '../../ui/icon.tsx';
import { addressesIn, hostOf } from './note.links.ts';
import styles from './title.links.module.css';

/** The addresses in a title as links, for the title itself is a field. */
export function TitleLinks({ title }: { title: string }) {
  const addresses = addressesIn(title);
  if (addresses.length === 0) return null;
  return (
    <ul className={styles['links']} aria-label="Links in the title">
      {addresses.map((address) => (
        <li key={address}>
          <a href={address} target="_blank" rel="noopener noreferrer" className={styles['link']}>
            <Icon name="outside" />
            {hostOf(address)}
          </a>
        </li>
      ))}
    </ul>
  );
}
