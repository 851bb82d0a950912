import { Field } from '@base-ui/react/field';
import { type ComponentPropsWithRef, type InvalidEvent, type ReactNode, useState } from 'react';
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

/**
 * A labelled input. Assistive technology reads its error and hint as its description. What the browser finds wrong when the form is
 * sent is shown in the same place, instead of in the browser's bubble.
 */
export function TextField({ label, name, error: given, hint, className, onInput, ...input }: Props) {
  const [found, setFound] = useState<string>();
  const error = found ?? given;

  function showHere(event: InvalidEvent<HTMLInputElement>): void {
    event.preventDefault();
    const field = event.currentTarget;
    setFound(whyInvalid(field, label));
    if (field.form?.querySelector('input:invalid') === field) field.focus();
  }

  return (
    <Field.Root
      name={name}
      invalid={error !== undefined}
      className={[styles['field'], className].filter(Boolean).join(' ')}
    >
      <Field.Label className={styles['label']}>{label}</Field.Label>
      <Field.Control
        {...input}
        className={styles['input']}
        onInvalid={showHere}
        onInput={(event) => {
          setFound(undefined);
          onInput?.(event);
        }}
      />
      {hint && <Field.Description className={styles['hint']}>{hint}</Field.Description>}
      {error && (
        <Field.Error match className={styles['error']}>
          {error}
        </Field.Error>
      )}
    </Field.Root>
  );
}

function whyInvalid({ validity, minLength, validationMessage }: HTMLInputElement, label: string): string {
  if (validity.valueMissing) return `${label} is missing.`;
  if (validity.tooShort) return `Must have at least ${minLength} characters.`;
  if (validity.typeMismatch) return 'Must be a whole address, such as name@example.com.';
  return validationMessage;
}
