import { type ReactNode, useId } from 'react';
import styles from './settings.module.css';

interface Props {
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}

export function Section({ title, hint, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles['section']}>
      <div className={styles['about']}>
        <h2 id={id} className={styles['heading']}>
          {title}
        </h2>
        {hint && <p className={styles['hint']}>{hint}</p>}
      </div>
      <div className={styles['content']}>{children}</div>
    </section>
  );
}

/** Announces a section's error to assistive technology as soon as it appears. */
export function SectionProblem({ error }: { error: Error | string | null | undefined }) {
  return (
    <p role="alert" className={styles['problem']} hidden={!error}>
      {typeof error === 'string' ? error : error?.message}
    </p>
  );
}
