import type { ComponentPropsWithRef } from 'react';
import styles from './button.module.css';

interface Props extends ComponentPropsWithRef<'button'> {
  /** `primary`: the main action of a view, at most one; `quiet`: without a frame; `danger`: cannot be undone. */
  look?: 'plain' | 'primary' | 'quiet' | 'danger';
  /** The button shows only an icon, so it needs an `aria-label`. */
  icon?: boolean;
}

export function Button({ look = 'plain', icon = false, type = 'button', className, ...props }: Props) {
  const classes = [styles['button'], styles[look], icon && styles['icon'], className].filter(Boolean).join(' ');
  return <button {...props} type={type} className={classes} />;
}
