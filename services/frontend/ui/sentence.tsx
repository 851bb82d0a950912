/** What people wrote stands in quotation marks, behind the sign of a tag, or in a line of a numbered list. */
const theirs = /(“[^”]*”|"[^"\n]*"|#[^\s#,;]+|(?<=^\d+\. ).+)/m;
const signs: [before: string, behind: string][] = [
  ['“', '”'],
  ['"', '"'],
  ['#', ''],
];

/**
 * A text of the page that holds texts of people. Each of those is isolated, so that one that runs from right to left
 * does not turn the signs and words around it.
 */
export function Sentence({ text }: { text: string }) {
  return text.split(theirs).map((piece, place) => {
    if (place % 2 === 0) return piece;
    const [before, behind] = signs.find((pair) => piece.startsWith(pair[0]) && piece.endsWith(pair[1])) ?? ['', ''];
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text, which never move
      <span key={place}>
        {before}
        <bdi>{piece.slice(before.length, piece.length - behind.length)}</bdi>
        {behind}
      </span>
    );
  });
}
