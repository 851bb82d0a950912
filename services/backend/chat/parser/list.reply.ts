import type { ActivityPage } from '../../activity/activity.schema.ts';
import { type ChatTurn, type Reply, readerOf } from '../chat.responder.ts';
import type { Command, Listing } from './command.ts';
import { numberedLines, type PresentedTask, quoted } from './reply.text.ts';

/** How many tasks a reply lists. */
export const maxListed = 10;

interface Page {
  items: PresentedTask[];
  nextCursor: string | null;
}

export async function answerListing(turn: ChatTurn, { query, description }: Listing): Promise<Reply> {
  const page = (await turn.call('list', { ...query, limit: maxListed })) as Page;
  if (page.items.length > 0) return { text: pageText(turn, page) };
  const filtered = Object.keys(query).some((field) => !['status', 'sort'].includes(field));
  if (description) return { text: `Nothing is ${description}.` };
  if (query['status'] === 'overdue') return { text: 'Nothing is overdue.' };
  if (filtered) return { text: 'No task is like that.' };
  return { text: query['status'] === 'completed' ? 'Nothing is done yet.' : 'Nothing is open.' };
}

export async function answerSearch(turn: ChatTurn, terms: string): Promise<Reply> {
  const q = terms.replace(/^["“](.*)["”]$/s, '$1').trim();
  const page = (await turn.call('search', { q, limit: maxListed })) as Page;
  return { text: page.items.length > 0 ? pageText(turn, page) : `I found nothing about "${q}".` };
}

/** Shows the next page of the list shown last. */
export async function answerMore(turn: ChatTurn): Promise<Reply> {
  const { more, shown } = turn.memory;
  if (!more) return { text: 'There is no more to show.' };
  return { text: pageText(turn, (await turn.call(more.tool, more.arguments)) as Page, shown.length + 1) };
}

function pageText(turn: ChatTurn, { items, nextCursor }: Page, first = 1): string {
  const lines = numberedLines(items, readerOf(turn), first);
  return nextCursor ? `${lines}\n… and more: say "more".` : lines;
}

const verbs = {
  completed: 'Completed',
  created: 'Added',
  updated: 'Changed',
  reopened: 'Reopened',
  deleted: 'Deleted',
};
/** How many tasks a line names. */
const maxNamed = 10;

/** Tells what the user did, directly or through the chatbot: one line for each kind of change, each task once. */
export async function answerActivity(
  turn: ChatTurn,
  { since, until, period, actions }: Extract<Command, { do: 'activity' }>,
): Promise<Reply> {
  const args = { ...(since ? { since } : {}), ...(until ? { until } : {}), limit: 100 };
  const { items } = (await turn.call('activity', args)) as ActivityPage;
  const done = items.filter(
    ({ actor, action }) => ['user', 'chat'].includes(actor) && (actions?.includes(action) ?? true),
  );
  const titles = new Map(
    (await turn.tasks.byIds([...new Set(done.map(({ taskId }) => taskId))])).map((task) => [task.id, task.title]),
  );
  for (const { taskId, changes } of done) {
    const title = changes['title']?.from;
    if (typeof title === 'string' && !titles.has(taskId)) titles.set(taskId, title);
  }
  const lines = Object.entries(verbs).flatMap(([action, verb]) => {
    const ids = [...new Set(done.filter((row) => row.action === action).map(({ taskId }) => taskId))];
    const named = ids.flatMap((id) => titles.get(id) ?? []).map((title) => quoted({ title }));
    if (named.length === 0) return [];
    const rest = named.length > maxNamed ? ` and ${named.length - maxNamed} more` : '';
    return [`${verb}: ${named.slice(0, maxNamed).join(', ')}${rest}.`];
  });
  return { text: lines.join('\n') || (period ? `Nothing was done ${period}.` : 'Nothing was done yet.') };
}
