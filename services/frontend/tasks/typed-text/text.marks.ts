import type { Span } from '../../../../shared/language/span.ts';

export type MarkKind = 'understood' | 'unread';

export interface MarkedPiece {
  start: number;
  text: string;
  kind?: MarkKind;
}

/** Splits a text into marked pieces and the pieces between them. Together they are the whole text. */
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

/** Returns the text with the span replaced. */
export function replaced(text: string, { start, end }: Span, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}
