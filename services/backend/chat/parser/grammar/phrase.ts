/**
 * A part of a regular expression as people read it: a blank stands for any blanks, an apostrophe for the straight and the curly one.
 */
export function phrase({ raw }: { raw: readonly string[] }, ...parts: readonly string[]): string {
  return raw.map((text, index) => spaced(text) + (parts[index] ?? '')).join('');
}

/** Alternatives, each on a line of its own. */
export function oneOf({ raw }: { raw: readonly string[] }, ...parts: readonly string[]): string {
  const lines = phrase({ raw: raw.map((text) => text.replace(/\s*\n\s*/g, '\n')) }, ...parts).split('\n');
  return `(?:${lines.filter((line) => line !== '').join('|')})`;
}

/** Matches a whole message. */
export const whole = (source: string): RegExp => new RegExp(`^${source}$`, 'isu');

function spaced(text: string): string {
  return text.replaceAll(' ', '\\s+').replaceAll("'", "['’]");
}
