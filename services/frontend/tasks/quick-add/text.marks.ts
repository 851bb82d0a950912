import type { Span } from '../../../../shared/language/span.ts';

export type MarkKind = 'understood' | 'unread';

export interface MarkedPiece {
  start: number;
  text: string;
  kind?: MarkKind;
}

/** Splits a text into pieces, which together are the text: those that are marked, and those between them. */
export function markedPieces(text: string, understood: readonly Span[], unread: readonly Span[]): MarkedPiece[] {
  const marks = [
    ...understood.map(({ start, end }) => ({ start, end, kind: 'understood' as const })),
    ...unread.map(({ start, end }) => ({ start, end, kind: 'unread' as const })),
  ].sort((a, b) => a.start - b.start);
  const pieces: MarkedPiece[] = [];
  let place = 0;
  for (const { start, end, kind } of marks) {
    if (start > place) pieces.push({ start: place, text: text.slice(place, start) });
    pieces.push({ start, text: text.slice(start, end), kind });
    place = end;
  }
  if (place < text.length) pieces.push({ start: place, text: text.slice(place) });
  return pieces;
}

/** The text with another one in the place of that span. */
export function replaced(text: string, { start, end }: Span, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}
