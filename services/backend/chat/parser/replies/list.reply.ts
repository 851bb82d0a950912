import type { ActivityPage } from '../../../activity/activity.schema.ts';
import { type ChatTurn, type Reply, readerOf } from '../../chat.responder.ts';
import type { CommandOf, Listing } from '../commands/command.ts';
import { noSuchList, resolvedFilter } from '../objects/set.matcher.ts';
import { numberedLines, type PresentedTask, quoted } from './reply.text.ts';

/** How many tasks a reply lists. */
export const maxListed = 10;

interface Page {
  items: PresentedTask[];
  nextCursor: string | null;
}

export async function answerListing(turn: ChatTurn, { phrase, sort, description }: Listing): Promise<Reply> {
  if (phrase.isContext) return answerContext(turn);
  const isResolved = phrase.word !== undefined || phrase.list !== undefined;
  const query = isResolved ? await resolvedFilter(turn, phrase, 'open') : phrase.filter;
  if (!query) return { text: noSuchList(phrase.list) };
  const { q, ...filter } = query;
  const [tool, words] = q ? ['search', { q }] : ['list', {}];
  const page = (await turn.call(tool, { ...filter, ...words, ...(sort ? { sort } : {}), limit: maxListed })) as Page;
  if (page.items.length > 0) return { text: pageText(turn, page) };
  const filtered = Object.keys(query).some((field) => field !== 'status');
  if (description) return { text: `Nothing is ${description}.` };
  if (query.status === 'overdue') return { text: 'Nothing is overdue.' };
  if (query.status === 'today') return { text: 'Nothing is due today.' };
  if (filtered) return { text: 'No task is like that.' };
  return { text: query.status === 'completed' ? 'Nothing is done yet.' : 'Nothing is open.' };
}

/** Shows the tasks again that "them" means. */
async function answerContext(turn: ChatTurn): Promise<Reply> {
  const { set } = turn.memory;
  if (!set) return { text: 'I have not shown you a list yet. Say "list" first.' };
  if ('filter' in set)
    return { text: pageText(turn, (await turn.call('list', { ...set.filter, limit: maxListed })) as Page) };
  const tasks = await turn.tasks.byIds(set.ids.slice(0, maxListed));
  const ids = tasks.map(({ id }) => id);
  return {
    text: numberedLines(tasks, readerOf(turn)) || 'Nothing of it is left.',
    memory: { shown: ids, about: ids, more: null },
  };
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
  { since, until, period, actions, isCount }: CommandOf<'activity'>,
): Promise<Reply> {
  const args = { ...(since ? { since } : {}), ...(until ? { until } : {}), limit: 100 };
  const { items } = (await turn.call('activity', args)) as ActivityPage;
  const done = items.filter(
    ({ actor, action }) => ['user', 'chat'].includes(actor) && (actions?.includes(action) ?? true),
  );
  const tasks = await turn.tasks.byIds([...new Set(done.map(({ taskId }) => taskId))]);
  // A task that was completed and reopened since is not done.
  const open = new Set(actions ? tasks.filter(({ completed }) => !completed).map(({ id }) => id) : []);
  const counts = ({ action, taskId }: (typeof done)[number]) => action !== 'completed' || !open.has(taskId);
  const titles = new Map(tasks.map((task) => [task.id, task.title]));
  for (const { taskId, changes } of done) {
    const title = changes['title']?.from;
    if (typeof title === 'string' && !titles.has(taskId)) titles.set(taskId, title);
  }
  if (isCount) {
    const count = new Set(done.filter(counts).map(({ taskId }) => taskId)).size;
    return { text: `You completed ${count} ${count === 1 ? 'task' : 'tasks'} ${period}.` };
  }
  const lines = Object.entries(verbs).flatMap(([action, verb]) => {
    const ids = [...new Set(done.filter((row) => row.action === action && counts(row)).map(({ taskId }) => taskId))];
    const named = ids.flatMap((id) => titles.get(id) ?? []).map((title) => quoted({ title }));
    if (named.length === 0) return [];
    const rest = named.length > maxNamed ? ` and ${named.length - maxNamed} more` : '';
    return [`${verb}: ${named.slice(0, maxNamed).join(', ')}${rest}.`];
  });
  return { text: lines.join('\n') || (period ? `Nothing was done ${period}.` : 'Nothing was done yet.') };
}
