import page from '../../../docs/language.md?raw';

/** A section of the page about the language: everything below one of its headings. */
export interface Section {
  title: string;
  blocks: Block[];
}

export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; head: string[]; rows: string[][] };

/** The sections of docs/language.md. */
export const guide: Section[] = sectionsOf(page);

/** Reads headings, paragraphs, lists and tables of a Markdown text. The part before the first `##` has the title of the page. */
export function sectionsOf(markdown: string): Section[] {
  return markdown.split(/^##? /m).flatMap((part) => {
    const [title = '', ...rest] = part.split('\n');
    const blocks = rest
      .join('\n')
      .trim()
      .split(/\n{2,}/);
    return title ? [{ title, blocks: blocks.map(blockOf) }] : [];
  });
}

function blockOf(written: string): Block {
  const lines = written.split('\n');
  if (written.startsWith('|')) {
    const [head = [], , ...rows] = lines.map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
    return { kind: 'table', head, rows };
  }
  if (!written.startsWith('- ')) return { kind: 'text', text: lines.join(' ') };
  const items = written.slice(2).split('\n- ');
  return { kind: 'list', items: items.map((item) => item.replaceAll(/\n\s*/g, ' ')) };
}
