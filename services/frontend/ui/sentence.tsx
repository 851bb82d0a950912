/** User text is recognised by quotation marks, the sign of a tag, or its line in a numbered list. */
const theirs = /(“[^”]*”|"[^"\n]*"|#[^\s#,;]+|(?<=^\d+\. ).+)/m;
const signs: [before: string, behind: string][] = [
  ['“', '”'],
  ['"', '"'],
  ['#', ''],
];

/**
 * Shows a text of the page that contains users' texts. Each of those is isolated, so that a right-to-left one does not reorder
 * the words and punctuation around it.
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
