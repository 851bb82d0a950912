import type { ListSnapshot } from '../../../../shared/events/list.schema.ts';
import { inbox } from '../filter/query/task.filter.ts';

export type List = ListSnapshot;

export const inboxName = 'Inbox';

/** Returns the name of a list as the page shows it; null and `inbox` are the Inbox. */
export function listName(id: string | null, lists: readonly List[]): string {
  if (id === null || id === inbox) return inboxName;
  return lists.find((list) => list.id === id)?.name ?? 'another list';
}

const compact = (name: string) => name.toLowerCase().replace(/[\s_-]+/g, '');

/**
 * Returns the list that a typed word names, as the server does: `+home-office` is the list "Home Office". It never guesses: with
 * several such lists, or an archived one, there is none.
 */
export function listNamed(typed: string, lists: readonly List[]): List | undefined {
  const exact = lists.filter(({ name }) => name.toLowerCase() === typed.toLowerCase());
  const found = exact.length > 0 ? exact : lists.filter(({ name }) => compact(name) === compact(typed));
  const open = found.filter(({ archived }) => !archived);
  return open.length === 1 ? open[0] : undefined;
}

/** Returns the name as it can be typed behind a plus sign. */
export function typedName(name: string): string {
  return name.replaceAll(/\s+/g, '-');
}
