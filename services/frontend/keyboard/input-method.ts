const inputMethodKeyCode = 229;

/**
 * Tells whether an input method uses the key itself, for example to choose a character. Safari ends the composition before it
 * reports the Enter that ended it, and marks that key only by its code.
 */
export function isForInputMethod({ isComposing, keyCode }: { isComposing: boolean; keyCode: number }): boolean {
  return isComposing || keyCode === inputMethodKeyCode;
}
