import type { TaskSnapshot } from '../../../../../shared/events/task.schema.ts';
import { dueInWords, instantInWords } from '../../../../../shared/language/format/due.format.ts';
import { recurrenceInWords } from '../../../../../shared/language/format/recurrence.format.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { type ChatTurn, type Reply, readerOf } from '../../chat.responder.ts';
import type { CommandOf, TaskCommand } from '../commands/command.ts';
import { noSuchList, resolvedFilter, tasksOf } from '../objects/set.matcher.ts';
import { maxListed } from './list.reply.ts';
import { numberedLines, quoted } from './reply.text.ts';
import { remindersInWords } from './step.ts';

/** "When is the dentist?", "is the rent paid?", "tell me about the report". */
export function answerAboutTasks(turn: ChatTurn, command: TaskCommand, tasks: TaskSnapshot[]): Reply {
  const reader = readerOf(turn);
  const line = command.do === 'when' ? whenDue : command.do === 'status' ? whetherDone : inFull;
  const ids = tasks.map(({ id }) => id);
  return { text: tasks.map((task) => line(task, reader)).join('\n'), memory: { about: ids } };
}

function whenDue(task: TaskSnapshot, reader: Reader): string {
  if (task.completed) return `${quoted(task)} is done.`;
  if (!task.due) return `${quoted(task)} has no due date.`;
  const again = task.recurrence ? `, ${recurrenceInWords(task.recurrence, reader.locale)}` : '';
  return `${quoted(task)} is due ${dueInWords(task.due, reader)}${again}.`;
}

function whetherDone(task: TaskSnapshot, reader: Reader): string {
  if (task.completed) return `Yes, ${quoted(task)} is done.`;
  return `No, ${quoted(task)} is still open${task.due ? `, due ${dueInWords(task.due, reader)}` : ''}.`;
}

function inFull(task: TaskSnapshot, reader: Reader): string {
  const { title, completed, due, recurrence, priority, tags, reminders, description } = task;
  return [
    `"${title}": ${completed ? 'done' : 'open'}, ${due ? `due ${dueInWords(due, reader)}` : 'no due date'}`,
    ...(recurrence ? [recurrenceInWords(recurrence, reader.locale)] : []),
    `priority ${priority}`,
    ...(tags.length > 0 ? [tags.map((tag) => `#${tag}`).join(' ')] : []),
    ...(reminders?.length ? [`reminder ${remindersInWords(reminders, reader)}`] : []),
    ...(description ? [`note: ${description.slice(0, 500)}`] : []),
  ].join(', ');
}

/** "How many work tasks are left?" */
export async function answerCount(turn: ChatTurn, { phrase }: CommandOf<'count'>): Promise<Reply> {
  const filter = await resolvedFilter(turn, phrase, 'open');
  if (!filter) return { text: noSuchList(phrase.list) };
  const most = 1000;
  const tasks = filter.q
    ? await tasksOf(turn, filter)
    : await turn.tasks.matching(filter as Record<string, unknown>, most);
  const count = tasks.length === most ? `${most} or more` : String(tasks.length);
  const state = filter.status === 'completed' ? 'done' : filter.status === 'overdue' ? 'overdue' : 'open';
  const when = phrase.when ? ` and due ${phrase.when}` : '';
  return { text: `${count} ${tasks.length === 1 ? 'task is' : 'tasks are'} ${state}${when}.` };
}

/** "Am I free on Friday?" */
export async function answerFree(turn: ChatTurn, { period }: CommandOf<'free'>): Promise<Reply> {
  const { from, to, said } = period;
  const query = { status: 'open', ...(from ? { dueAfter: from } : {}), ...(to ? { dueBefore: to } : {}) };
  const page = (await turn.call('list', { ...query, sort: 'due', limit: maxListed })) as { items: TaskSnapshot[] };
  if (page.items.length === 0) return { text: `Nothing is due ${said}: you are free.` };
  const lines = numberedLines(page.items, readerOf(turn));
  return { text: `${page.items.length === 1 ? 'This is' : 'These are'} due ${said}:\n${lines}` };
}

/** "What reminders do I have?" */
export async function answerReminders(turn: ChatTurn): Promise<Reply> {
  const reminders = await turn.tasks.reminded(maxListed);
  if (reminders.length === 0) return { text: 'You have no reminders.' };
  const ids = reminders.map(({ task }) => task.id);
  const lines = reminders.map(
    ({ task, at }, index) => `${index + 1}. ${task.title}: ${instantInWords(at, readerOf(turn))}`,
  );
  return { text: lines.join('\n'), memory: { shown: ids, about: ids, more: null, set: { ids } } };
}

/** "What tags do I have?" */
export async function answerTags(turn: ChatTurn): Promise<Reply> {
  const tags = await turn.tasks.tags();
  if (tags.length === 0) return { text: 'No open task has a tag.' };
  const named = tags.slice(0, mostTags).map(({ tag, count }) => `#${tag} (${count})`);
  const more = tags.length > mostTags ? ` and ${tags.length - mostTags} more` : '';
  return { text: `Tags of open tasks: ${named.join(', ')}${more}.` };
}
const mostTags = 50;

/** "What lists do I have?" */
export async function answerLists(turn: ChatTurn): Promise<Reply> {
  const lists = await turn.tasks.lists();
  if (lists.length === 0) return { text: 'You have no lists but the Inbox.' };
  const named = lists.slice(0, mostTags).map(({ name }) => `"${name}"`);
  const more = lists.length > mostTags ? ` and ${lists.length - mostTags} more` : '';
  return { text: `Your lists, besides the Inbox: ${named.join(', ')}${more}.` };
}
