/** A piece of a text: from `start` up to, and not including, `end`. */
export interface Span {
  start: number;
  end: number;
}

/** The mark replaces text that was understood already. No pattern takes it for a letter, a digit or a blank. */
const mark = '\u2063';

/** Returns the text with these pieces blotted out. Every other character keeps its place. */
export function blot(text: string, spans: readonly Span[]): string {
  return spans.reduce(
    (left, { start, end }) => left.slice(0, start) + mark.repeat(end - start) + left.slice(end),
    text,
  );
}

/** Finds the quotations, with their double quotation marks. A mark that is never closed is an ordinary character. */
export function quotedSpans(text: string): Span[] {
  return Array.from(text.matchAll(/"[^"]*"|“[^“”]*”|«[^«»]*»/g), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}
