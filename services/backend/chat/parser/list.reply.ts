import type { ChatTurn, Reply } from '../chat.responder.ts';
import type { Listing } from './command.ts';
import { numberedLines, type PresentedTask } from './reply.text.ts';

/** How many tasks a reply lists. */
export const listed = 10;

interface Page {
  items: PresentedTask[];
  nextCursor: string | null;
}

export async function answerListing(turn: ChatTurn, { query, words }: Listing): Promise<Reply> {
  const page = (await turn.call('list', { ...query, limit: listed })) as Page;
  if (page.items.length > 0) return { text: pageText(turn, page) };
  const filtered = Object.keys(query).some((field) => !['status', 'sort'].includes(field));
  if (words) return { text: `Nothing is ${words}.` };
  if (query['status'] === 'overdue') return { text: 'Nothing is overdue.' };
  if (filtered) return { text: 'No task is like that.' };
  return { text: query['status'] === 'completed' ? 'Nothing is done yet.' : 'Nothing is open.' };
}

export async function answerSearch(turn: ChatTurn, words: string): Promise<Reply> {
  const bare = words.replace(/^["“](.*)["”]$/s, '$1').trim();
  const page = (await turn.call('search', { q: bare, limit: listed })) as Page;
  return { text: page.items.length > 0 ? pageText(turn, page) : `I found nothing about "${bare}".` };
}

/** Goes on with the list that was shown last. */
export async function answerMore(turn: ChatTurn): Promise<Reply> {
  const { more, shown } = turn.memory;
  if (!more) return { text: 'There is no more to show.' };
  return { text: pageText(turn, (await turn.call(more.tool, more.arguments)) as Page, shown.length + 1) };
}

function pageText({ owner, now }: ChatTurn, { items, nextCursor }: Page, first = 1): string {
  const lines = numberedLines(items, { timeZone: owner.timeZone, now }, first);
  return nextCursor ? `${lines}\n… and more: say "more".` : lines;
}
