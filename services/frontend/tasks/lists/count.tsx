import styles from './list.nav.module.css';

/** The number of open tasks beside the name of a view or list; nothing if there are none. */
export function Count({ of: count }: { of: number | undefined }) {
  if (!count) return null;
  return (
    <span className={styles['count']}>
      {count}
      <span className="visually-hidden"> open</span>
    </span>
  );
}
