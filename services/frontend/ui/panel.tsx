import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { isForInputMethod } from '../keyboard/input-method.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './panel.module.css';

interface Props {
  title: string;
  /** Buttons beside the title. */
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A panel beside the view, or over it on a phone. It takes the focus when it opens, and gives it back when it closes. */
export function Panel({ title, actions, onClose, children }: Props) {
  const root = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const isInside = useRef(false);
  const [before] = useState(() => document.activeElement);

  useEffect(() => {
    // A child, such as the field for a message, may have taken the focus already.
    if (!root.current?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true });
    return () => {
      // The focused element disappeared with the panel, unless the person moved the focus elsewhere.
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [before]);

  // The focused element may disappear, such as the button that marks the last notification as read. Escape must still work.
  useEffect(() => {
    if (isInside.current && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  });

  function closeOnEscape(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented || isForInputMethod(event.nativeEvent)) return;
    event.stopPropagation();
    onClose();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from wherever the focus is inside
    <section
      ref={root}
      className={styles['panel']}
      onKeyDown={closeOnEscape}
      onFocus={() => {
        isInside.current = true;
      }}
      onBlur={({ relatedTarget }) => {
        isInside.current = root.current?.contains(relatedTarget) ?? false;
      }}
    >
      <header className={styles['header']}>
        <h2 ref={heading} tabIndex={-1} className={styles['title']}>
          {title}
        </h2>
        {actions}
        <Button look="quiet" icon aria-label={`Close ${title.toLowerCase()}`} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      {children}
    </section>
  );
}
