import { type MarkedToken, marked, type Token } from 'marked';
import { Fragment, type ReactNode, useMemo } from 'react';
import { countBoxes, withBox } from './note.boxes.ts';
import { safeAddress } from './note.links.ts';
import styles from './note.view.module.css';

interface Props {
  text: string;
  /** Stores the text with a checkbox ticked, or no longer. */
  onTick: (text: string) => void;
}

/**
 * Shows a note that is written in Markdown. Each token becomes an element, and the HTML of a note is shown as text, so a note cannot
 * bring anything into the page.
 */
export function NoteView({ text, onTick }: Props) {
  const tokens = useMemo(() => marked.lexer(text, { gfm: true, breaks: true }), [text]);
  const boxes = new Boxes(text, onTick);
  const shown = blocks(tokens, boxes);
  return (
    <div className={styles['note']} dir="auto">
      {boxes.isKnown ? shown : blocks(tokens, new Boxes('', onTick))}
    </div>
  );
}

/** Numbers the checkboxes as they are shown. They can only be ticked where they are the ones that were found in the text. */
class Boxes {
  #shown = 0;
  readonly #text: string;
  readonly #onTick: Props['onTick'];
  readonly #found: number;

  constructor(text: string, onTick: Props['onTick']) {
    this.#text = text;
    this.#onTick = onTick;
    this.#found = countBoxes(text);
  }

  get isKnown(): boolean {
    return this.#shown === this.#found;
  }

  view(checked: boolean, label: string): ReactNode {
    const index = this.#shown++;
    return (
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        disabled={this.#found === 0}
        onChange={() => this.#onTick(withBox(this.#text, index, !checked))}
      />
    );
  }
}

/** Tokens do not change, so their places are keys. */
function blocks(tokens: readonly Token[], boxes: Boxes): ReactNode[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return tokens.map((token, index) => <Fragment key={index}>{viewOf(token as MarkedToken, boxes)}</Fragment>);
}

function viewOf(token: MarkedToken, boxes: Boxes): ReactNode {
  const inside = () => ('tokens' in token && token.tokens ? blocks(token.tokens, boxes) : textOf(token));
  switch (token.type) {
    case 'space':
    case 'def':
    case 'checkbox':
      return null;
    case 'heading':
      return <p className={styles['heading']}>{inside()}</p>;
    case 'paragraph':
      return <p>{inside()}</p>;
    case 'blockquote':
      return <blockquote>{inside()}</blockquote>;
    case 'code':
      // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by the keyboard
      return <pre tabIndex={0}>{token.text}</pre>;
    case 'hr':
      return <hr />;
    case 'list': {
      const Name = token.ordered ? 'ol' : 'ul';
      const items = token.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index} data-task={item.task || undefined}>
          {item.task && boxes.view(item.checked === true, item.text.split('\n')[0]!)}
          <div>{blocks(item.tokens, boxes)}</div>
        </li>
      ));
      return <Name {...(typeof token.start === 'number' && { start: token.start })}>{items}</Name>;
    }
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by the keyboard
        <div className={styles['table']} tabIndex={0}>
          <table>
            <thead>
              <tr>{cells(token.header, 'th', boxes)}</tr>
            </thead>
            <tbody>
              {token.rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <tr key={index}>{cells(row, 'td', boxes)}</tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'strong':
      return <strong>{inside()}</strong>;
    case 'em':
      return <em>{inside()}</em>;
    case 'del':
      return <del>{inside()}</del>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return <NoteLink address={token.href}>{inside()}</NoteLink>;
    // Fetching a picture would tell its owner who reads the note.
    case 'image':
      return <NoteLink address={token.href}>{token.text || token.href}</NoteLink>;
    default:
      return inside();
  }
}

function textOf(token: MarkedToken): string {
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}

function cells(row: readonly { tokens: Token[] }[], Name: 'th' | 'td', boxes: Boxes): ReactNode[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return row.map(({ tokens }, index) => <Name key={index}>{blocks(tokens, boxes)}</Name>);
}

function NoteLink({ address, children }: { address: string; children: ReactNode }) {
  const href = safeAddress(address);
  if (!href) return children;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
