import { Button } from '../../../ui/button.tsx';
import styles from './text.fields.module.css';

interface Props {
  /** Of the field. */
  label: string;
  save: () => void;
  discard: () => void;
}

/** Says that a text is from before the page was loaded anew, and asks what is to become of it. */
export function DraftOffer({ label, save, discard }: Props) {
  return (
    <div className={styles['offer']}>
      <p role="status">{label} is as you left it, and not saved yet.</p>
      <Button onClick={save}>Save</Button>
      <Button look="quiet" onClick={discard}>
        Discard
      </Button>
    </div>
  );
}
