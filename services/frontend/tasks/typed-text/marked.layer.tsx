import { type ReactNode, type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import styles from './marked.layer.module.css';
import type { MarkedPiece } from './text.marks.ts';

interface Props {
  field: RefObject<HTMLInputElement | null>;
  pieces: readonly MarkedPiece[];
  /** The field itself, without a background and as large as its frame. */
  children: ReactNode;
}

/**
 * Marks parts of a field's text. A copy of the text lies behind the field, in the same font and scrolled the same way; only its
 * marks are visible. Assistive technology reads the chips and notes instead.
 */
export function MarkedLayer({ field, pieces, children }: Props) {
  const layer = useRef<HTMLSpanElement>(null);
  const follow = useCallback(() => {
    // To ask where an empty field is scrolled would only cost a layout of the page.
    if (layer.current && field.current?.value) layer.current.scrollLeft = field.current.scrollLeft;
  }, [field]);
  useLayoutEffect(follow);
  useLayoutEffect(() => {
    const input = field.current;
    input?.addEventListener('scroll', follow, { passive: true });
    return () => input?.removeEventListener('scroll', follow);
  }, [field, follow]);

  return (
    <span className={styles['frame']}>
      <span ref={layer} className={styles['layer']} aria-hidden="true" dir="auto">
        {pieces.map(({ start, text, kind }) =>
          kind ? (
            <mark key={start} data-kind={kind}>
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </span>
      {children}
    </span>
  );
}
