/** NFC, in lower case, and blanks of any kind are one space each. Tags that look the same are the same. */
export function normalTag(typed: string): string {
  return typed
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
}
