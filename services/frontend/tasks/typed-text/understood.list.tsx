import type { QuickAddToken } from '../../../../shared/language/quick-add.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import styles from './understood.list.module.css';

const icons = {
  due: 'calendar',
  priority: 'flag',
  tag: 'tag',
  list: 'menu',
  recurrence: 'repeat',
  reminder: 'bell',
} as const satisfies Record<QuickAddToken['kind'], IconName>;

interface Props {
  tokens: readonly QuickAddToken[];
  /** The first dates of a rule, in words. */
  dates: readonly string[];
  onKeepAsText: (token: QuickAddToken) => void;
}

/** Shows the understood parts of a text as chips. Pressing one turns it back into text. */
export function UnderstoodList({ tokens, dates, onKeepAsText }: Props) {
  if (tokens.length === 0) return null;
  return (
    <>
      <ul className={styles['chips']} aria-label="Understood">
        {tokens.map((token) => (
          <li key={`${token.start} ${token.text}`} className={styles['chip']} data-kind={token.kind}>
            <Icon name={icons[token.kind]} />
            <span dir="auto">{token.label}</span>
            <button
              type="button"
              className={styles['remove']}
              aria-label={`Keep “${token.text}” as text`}
              // The focus stays in the field.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onKeepAsText(token)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {dates.length > 0 && <p className={styles['dates']}>First dates: {dates.join(' · ')}</p>}
    </>
  );
}
