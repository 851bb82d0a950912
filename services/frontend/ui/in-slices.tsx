import { type ReactNode, useDeferredValue } from 'react';

interface Props {
  /** Shown until the children are rendered. */
  waiting: ReactNode;
  children: ReactNode;
}

/** Renders much at once in slices, between which the browser can handle what a person does. */
export function InSlices({ waiting, children }: Props) {
  const isWaiting = useDeferredValue(false, true);
  return isWaiting ? waiting : children;
}
