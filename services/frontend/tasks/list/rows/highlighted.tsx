import { excerpt, type Piece, piecesOf } from './highlight.ts';

/** A text with what was looked for marked. */
export function Highlighted({ html }: { html: string }) {
  return <Pieces pieces={piecesOf(html)} />;
}

/** The place in a longer text where the search found something; renders nothing if it did not. */
export function FoundExcerpt({ html, className }: { html: string; className: string | undefined }) {
  const pieces = excerpt(piecesOf(html));
  if (!pieces) return null;
  return (
    <p className={className} dir="auto">
      <Pieces pieces={pieces} />
    </p>
  );
}

function Pieces({ pieces }: { pieces: Piece[] }) {
  return pieces.map(({ text, found }, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text, which never move
    found ? <mark key={place}>{text}</mark> : <span key={place}>{text}</span>,
  );
}
