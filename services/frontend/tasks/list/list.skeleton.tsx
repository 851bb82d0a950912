import styles from './list.skeleton.module.css';

/** Shows bars in place of the rows while the list loads. */
export function ListSkeleton() {
  return (
    <div className={styles['skeleton']} role="status">
      <span className="visually-hidden">Loading tasks…</span>
      {[62, 48, 74, 40, 57, 66, 35, 51].map((width) => (
        <div key={width} className={styles['row']} aria-hidden="true">
          <span className={`breathing ${styles['circle']}`} />
          <span className={`breathing ${styles['line']}`} style={{ inlineSize: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}
