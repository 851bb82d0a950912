import { Link } from 'wouter';
import styles from './shell.module.css';

export function NotFoundView() {
  return (
    <section className={styles['notFound']}>
      <h1>There is nothing here</h1>
      <p>
        The address may be mistyped. <Link href="/">Go to your list</Link>
      </p>
    </section>
  );
}
