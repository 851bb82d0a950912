import { Link } from 'wouter';
import styles from './not-found.module.css';

export function NotFoundView() {
  return (
    <section className={styles['page']}>
      <h1>There is nothing here</h1>
      <p>
        The address may be mistyped. <Link href="/">Go to your list</Link>
      </p>
    </section>
  );
}
