import type { MouseEvent } from 'react';
import type { UnreadSpan } from '../../../../shared/language/quick-add.ts';
import { Button } from '../../ui/button.tsx';
import styles from './unread.notes.module.css';

interface Props {
  id: string;
  unread: readonly UnreadSpan[];
  onReplace: (span: UnreadSpan, text: string) => void;
  /** Makes a task of each text. Where it is absent, such a suggestion is not shown. */
  onSeveral?: (span: UnreadSpan, texts: string[]) => void;
}

/** What looks like a date and is not understood: why, and what would be understood instead. Nothing needs to be done about it. */
export function UnreadNotes({ id, unread, onReplace, onSeveral }: Props) {
  return (
    <>
      {unread.length > 0 && (
        <ul id={id} className={styles['notes']} aria-label="Not understood">
          {unread.map((span) => (
            <li key={span.start} className={styles['note']}>
              <p>
                <span dir="auto">“{span.text}”</span> stays in the title. {span.reason}
              </p>
              {span.suggestions.length === 1 && (
                <Button onMouseDown={keepFocus} onClick={() => onReplace(span, span.suggestions[0]!)}>
                  Did you mean “{span.suggestions[0]}”?
                </Button>
              )}
              {span.suggestions.length > 1 && onSeveral && (
                <Button onMouseDown={keepFocus} onClick={() => onSeveral(span, span.suggestions)}>
                  Make {span.suggestions.length} tasks: {span.suggestions.map((text) => `“${text}”`).join(', ')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <span role="status" className="visually-hidden">
        {unread.map(({ text, reason }) => `“${text}” is not understood. ${reason}`).join(' ')}
      </span>
    </>
  );
}

/** The focus stays in the field. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
