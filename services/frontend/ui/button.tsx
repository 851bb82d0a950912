import type { ComponentPropsWithRef } from 'react';
import styles from './button.module.css';

interface Props extends ComponentPropsWithRef<'button'> {
  /** `primary`: what the view is for, once a view; `quiet`: no frame; `danger`: cannot be taken back. */
  look?: 'plain' | 'primary' | 'quiet' | 'danger';
  /** Only an icon: needs an `aria-label`. */
  icon?: boolean;
}

export function Button({ look = 'plain', icon = false, type = 'button', className, ...props }: Props) {
  const classes = [styles['button'], styles[look], icon && styles['icon'], className].filter(Boolean).join(' ');
  return <button {...props} type={type} className={classes} />;
}
