import button from '../ui/button.module.css';
import { externalSignInAddress } from './external-sign-in.ts';
import styles from './sign-in.module.css';

/** This is a link because the browser itself goes to the issuer and comes back. */
export function ExternalSignInLink({ name }: { name: string }) {
  return (
    <a href={externalSignInAddress(window.location)} className={`${button['button']} ${styles['external']}`}>
      Continue with {name}
    </a>
  );
}
