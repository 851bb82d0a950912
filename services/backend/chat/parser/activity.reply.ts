import type { ActivityPage } from '../../activity/activity.schema.ts';
import type { ChatTurn, Reply } from '../chat.responder.ts';
import type { Command } from './command.ts';
import { quoted } from './reply.text.ts';

const verbs = {
  completed: 'Completed',
  created: 'Added',
  updated: 'Changed',
  reopened: 'Reopened',
  deleted: 'Deleted',
};
/** How many tasks are named of each. */
const most = 10;

/** What a person did, by themselves or through the chatbot: by what was done, and each task once. */
export async function answerActivity(
  turn: ChatTurn,
  { since, until, words, actions }: Extract<Command, { do: 'activity' }>,
): Promise<Reply> {
  const asked = { ...(since ? { since } : {}), ...(until ? { until } : {}), limit: 100 };
  const { items } = (await turn.call('activity', asked)) as ActivityPage;
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
    const rest = named.length > most ? ` and ${named.length - most} more` : '';
    return [`${verb}: ${named.slice(0, most).join(', ')}${rest}.`];
  });
  return { text: lines.join('\n') || (words ? `Nothing was done ${words}.` : 'Nothing was done yet.') };
}
