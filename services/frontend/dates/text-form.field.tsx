import { type ReactNode, type RefObject, useId } from 'react';
import { isForInputMethod } from '../keyboard/input-method.ts';
import styles from './dates.module.css';
import type { useTextForm } from './use-text-form.ts';

interface Props {
  label: string;
  state: ReturnType<typeof useTextForm>;
  input?: RefObject<HTMLInputElement | null>;
  /** Buttons at the end of the field. */
  children?: ReactNode;
  placeholder?: string;
  /** True for a field that holds a sentence. */
  isWide?: boolean;
}

/** A text field for a date or a time. */
export function TextFormField({ label, state, input, children, placeholder, isWide = false }: Props) {
  const id = useId();
  return (
    <div className={styles['field']} data-wide={isWide || undefined}>
      <div className={styles['box']}>
        <input
          ref={input}
          aria-label={label}
          aria-invalid={state.problem !== undefined}
          aria-describedby={state.problem && id}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={state.text}
          onFocus={state.prepare}
          onChange={(event) => state.change(event.currentTarget.value)}
          onBlur={state.leave}
          onKeyDown={(event) => event.key === 'Enter' && !isForInputMethod(event.nativeEvent) && state.leave()}
        />
        {children}
      </div>
      {state.problem && (
        <p id={id} role="alert" className={styles['problem']}>
          {state.problem}
        </p>
      )}
    </div>
  );
}
