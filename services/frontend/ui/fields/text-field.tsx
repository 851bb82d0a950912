import { Field } from '@base-ui/react/field';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './text-field.module.css';

interface Props extends Omit<ComponentPropsWithRef<'input'>, 'name' | 'value' | 'defaultValue'> {
  label: string;
  name: string;
  value?: string;
  defaultValue?: string;
  /** Why the typed text is refused. */
  error?: string | undefined;
  hint?: ReactNode;
}

/** A labelled input. Assistive technology reads its error and hint as its description. */
export function TextField({ label, name, error, hint, className, ...input }: Props) {
  return (
    <Field.Root
      name={name}
      invalid={error !== undefined}
      className={[styles['field'], className].filter(Boolean).join(' ')}
    >
      <Field.Label className={styles['label']}>{label}</Field.Label>
      <Field.Control {...input} className={styles['input']} />
      {hint && <Field.Description className={styles['hint']}>{hint}</Field.Description>}
      {error && (
        <Field.Error match className={styles['error']}>
          {error}
        </Field.Error>
      )}
    </Field.Root>
  );
}
