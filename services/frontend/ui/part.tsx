import { Component, type ReactNode, Suspense } from 'react';
import { Button } from './button.tsx';
import styles from './part.module.css';

interface Props {
  /** The name of the part, as in "The chat could not be shown". */
  name: string;
  children: ReactNode;
  /** Shown while the part loads; by default a short text. */
  waiting?: ReactNode;
}

interface State {
  failed: boolean;
}

/** A part of the page that is fetched when it is needed. An error inside does not affect the rest of the page. */
export class Part extends Component<Props, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    const { name, children, waiting = <p className={styles['waiting']}>Loading…</p> } = this.props;
    if (!this.state.failed) return <Suspense fallback={waiting}>{children}</Suspense>;
    return (
      <div role="alert" className={styles['failed']}>
        <p>{name} could not be shown. Check your connection, then load the page again; nothing you did is lost.</p>
        <Button onClick={() => location.reload()}>Load the page again</Button>
      </div>
    );
  }
}
