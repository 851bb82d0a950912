import { Button } from '../../../ui/button.tsx';
import styles from './text.fields.module.css';

interface Props {
  /** The field's label. */
  label: string;
  save: () => void;
  discard: () => void;
}

/** Says that a text was typed before the page was reloaded, and offers to store or discard it. */
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
