import styles from './waiting.module.css';

/** Shows three bars of this height in place of content that is loading. */
export function Waiting({ height }: { height: string }) {
  return (
    <div className={styles['waiting']}>
      <span className="visually-hidden">Loading…</span>
      {[1, 2, 3].map((bar) => (
        <span key={bar} className={`breathing ${styles['bar']}`} style={{ blockSize: height }} />
      ))}
    </div>
  );
}
