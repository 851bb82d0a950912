/** What people wrote stands in quotation marks, or behind the sign of a tag. */
const theirs = /(“[^”]*”|"[^"\n]*"|#[^\s#,;]+)/;

/**
 * A text of the page that holds texts of people. Each of those is isolated, so that one that runs from right to left
 * does not turn the signs and words around it.
 */
export function Sentence({ text }: { text: string }) {
  return text.split(theirs).map((piece, place) => {
    if (place % 2 === 0) return piece;
    const end = piece.startsWith('#') ? piece.length : piece.length - 1;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text, which never move
      <span key={place}>
        {piece.charAt(0)}
        <bdi>{piece.slice(1, end)}</bdi>
        {piece.slice(end)}
      </span>
    );
  });
}
