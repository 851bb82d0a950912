/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  text: string;
  found: boolean;
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** Reads escaped HTML whose only tag is `<mark>`. Whatever else it held would be text. */
export function piecesOf(html: string): Piece[] {
  return html
    .split(/(<mark>.*?<\/mark>)/s)
    .filter((part) => part !== '')
    .map((part) => {
      const found = part.startsWith('<mark>');
      return { text: plainText(found ? part.slice('<mark>'.length, -'</mark>'.length) : part), found };
    });
}

/** The surroundings of the first thing found, for a text that is too long to be shown whole; undefined where nothing is found. */
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
