import { type ReactNode, type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import styles from './marked.layer.module.css';
import type { MarkedPiece } from './text.marks.ts';

interface Props {
  field: RefObject<HTMLInputElement | null>;
  pieces: readonly MarkedPiece[];
  /** The field itself: of no ground of its own, and as large as its frame. */
  children: ReactNode;
}

/**
 * Marks parts of what is typed in a field: the text stands once more behind the field, unseen but for its marks, in the same font and
 * scrolled as far. Assistive technology has the chips and notes instead.
 */
export function MarkedLayer({ field, pieces, children }: Props) {
  const layer = useRef<HTMLSpanElement>(null);
  const follow = useCallback(() => {
    if (layer.current && field.current) layer.current.scrollLeft = field.current.scrollLeft;
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
