/** A piece of a text: from `start` up to, and not including, `end`. */
export interface Span {
  start: number;
  end: number;
}

/** Stands where something was understood already: a mark that no pattern takes for a letter, a digit or a blank. */
const mark = '\u2063';

/** The text with these pieces blotted out; every other character stays where it is. */
export function blot(text: string, spans: readonly Span[]): string {
  return spans.reduce(
    (left, { start, end }) => left.slice(0, start) + mark.repeat(end - start) + left.slice(end),
    text,
  );
}

/** What stands in double quotation marks, with the marks. One that is never closed is a character like any other. */
export function quotedSpans(text: string): Span[] {
  return Array.from(text.matchAll(/"[^"]*"|“[^“”]*”|«[^«»]*»/g), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}

/** Whether nothing more is said after that place: only blanks, punctuation, and what was understood already. */
export function endsAt(text: string, place: number): boolean {
  return /^[\s,;.!?)\u2063]*$/.test(text.slice(place));
}

/** Whether nothing was said before that place. */
export function beginsAt(text: string, place: number): boolean {
  return /^[\s,;(\u2063]*$/.test(text.slice(0, place));
}
