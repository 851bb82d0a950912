import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { isForInputMethod } from '../../keyboard/input-method.ts';
import bare from '../../ui/fields/bare-input.module.css';
import { Icon } from '../../ui/icon.tsx';
import { useEdits } from '../edits/edits.context.ts';
import styles from './search.field.module.css';

/** The search waits for a pause in typing, so that not every letter is a request. */
const pauseMs = 200;
const draft = 'search';

interface Props {
  value: string;
  field: RefObject<HTMLInputElement | null>;
  onChange: (q: string) => void;
}

export function SearchField({ value, field, onChange }: Props) {
  const { drafts } = useEdits();
  // This text was typed before the page was reloaded, and had not reached the address.
  const [text, setText] = useState(() => drafts.read<string>(draft) ?? value);
  const asked = useRef(value);

  // The Back button or another view has changed the search text in the address.
  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setText(value);
  }, [value]);

  const ask = useCallback(
    (q: string) => {
      if (q !== asked.current) onChange(q);
      asked.current = q;
      drafts.remove(draft);
    },
    [onChange, drafts],
  );
  useEffect(() => () => drafts.remove(draft), [drafts]);

  function type(next: string): void {
    setText(next);
    drafts.write(draft, next);
  }

  useEffect(() => {
    const timer = setTimeout(() => ask(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text, ask]);

  return (
    <search className={styles['search']} data-filled={text !== '' || undefined}>
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        className={bare['input']}
        aria-label="Search tasks"
        placeholder="Search"
        value={text}
        maxLength={1000}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (isForInputMethod(event.nativeEvent)) return;
          if (event.key === 'Enter') {
            ask(text);
            // The focus goes to the list, so that its keys work.
            event.currentTarget.blur();
          }
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (text) type('');
          else event.currentTarget.blur();
        }}
        dir="auto"
      />
    </search>
  );
}
