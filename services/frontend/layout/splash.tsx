import { Button } from '../ui/button.tsx';
import styles from './splash.module.css';

interface Props {
  problem?: Error | undefined;
  onRetry?: () => void;
}

/** Shown until the page knows who is signed in, or when it cannot find out. */
export function Splash({ problem, onRetry }: Props) {
  return (
    <main className={styles['page']} aria-busy={!problem}>
      <img src="/icons/icon.svg" alt="" width="56" height="56" className={problem ? undefined : 'breathing'} />
      {problem ? (
        <>
          <p role="alert">{problem.message}</p>
          <Button look="primary" onClick={onRetry}>
            Try again
          </Button>
        </>
      ) : (
        <p className="visually-hidden">Loading…</p>
      )}
    </main>
  );
}
