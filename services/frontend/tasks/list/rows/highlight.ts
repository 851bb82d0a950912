/** A piece of a text, which the search found or not. */
export interface Piece {
  text: string;
  found: boolean;
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** Reads escaped HTML whose only tag is `<mark>`. Anything else is taken as text. */
export function piecesOf(html: string): Piece[] {
  return html
    .split(/(<mark>.*?<\/mark>)/s)
    .filter((part) => part !== '')
    .map((part) => {
      const found = part.startsWith('<mark>');
      return { text: plainText(found ? part.slice('<mark>'.length, -'</mark>'.length) : part), found };
    });
}

/** Returns the surroundings of the first match, for a text that is too long to be shown whole; undefined without a match. */
export function excerpt(pieces: Piece[], before = 40): Piece[] | undefined {
  const first = pieces.findIndex(({ found }) => found);
  if (first < 0) return undefined;
  const lead = pieces
    .slice(0, first)
    .map(({ text }) => text)
    .join('');
  const shortened = lead.length > before ? `…${lead.slice(-before)}` : lead;
  return [...(shortened ? [{ text: shortened, found: false }] : []), ...pieces.slice(first)];
}

function plainText(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity]!);
}
