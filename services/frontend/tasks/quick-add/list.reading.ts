import type { parseQuickAdd, QuickAdd } from '../../../../shared/language/quick-add.ts';
import { type List, listNamed } from '../lists/list.names.ts';

/** A text as it was read, with the list that it names. */
export type ReadText = QuickAdd & { listId?: string };

type Parse = typeof parseQuickAdd;

/** Reads a text. A list that is not there is never guessed: its name stays in the title, and is reported in `unread`. */
export function readText(parse: Parse, text: string, options: Parameters<Parse>[1], lists: readonly List[]): ReadText {
  const read = parse(text, options);
  const token = read.tokens.find(({ kind }) => kind === 'list');
  if (!read.list || !token) return read;
  const list = listNamed(read.list, lists);
  if (list) return { ...read, listId: list.id };
  const kept = parse(text, { ...options, ignore: [...(options.ignore ?? []), token.text] });
  const { start, end, text: said } = token;
  const missing = { start, end, text: said, reason: `There is no list “${read.list}”.`, suggestions: [] };
  return { ...kept, unread: [...kept.unread, missing].sort((a, b) => a.start - b.start) };
}
