import { excerpt, type Piece, piecesOf } from './highlight.ts';

/** Shows a text with the matches of the search marked. */
export function Highlighted({ html }: { html: string }) {
  return <Pieces pieces={piecesOf(html)} />;
}

/** Shows the part of a longer text in which the search found something; renders nothing if it found nothing. */
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
