import type { MouseEvent } from 'react';
import type { UnreadSpan } from '../../../../shared/language/quick-add.ts';
import { Button } from '../../ui/button.tsx';
import styles from './unread.notes.module.css';

interface Props {
  id: string;
  unread: readonly UnreadSpan[];
  onReplace: (span: UnreadSpan, text: string) => void;
  /** Adds a task for each text. Without it, such suggestions are not shown. */
  onSeveral?: (span: UnreadSpan, texts: string[]) => void;
}

/**
 * Explains why a phrase that looks like a date was not understood, and suggests others that would be. The person may ignore it.
 */
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

/** Keeps the focus in the field. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
