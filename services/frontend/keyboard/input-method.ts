const inputMethodKeyCode = 229;

/**
 * Whether an input method takes the key for itself, as for the choice of a character. Safari ends the composition before it tells
 * of the Enter that ended it, and marks that key by its code alone.
 */
export function isForInputMethod({ isComposing, keyCode }: { isComposing: boolean; keyCode: number }): boolean {
  return isComposing || keyCode === inputMethodKeyCode;
}
