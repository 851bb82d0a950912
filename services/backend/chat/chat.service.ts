import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../../../shared/database/orm.ts';
import { Conversation, Message, Task } from '../../../shared/entities/index.ts';
import { NotFound, Problem } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { ChangeContext } from '../tasks/task.changes.ts';
import { completeTask } from '../tasks/task.completion.ts';
import { newTask } from '../tasks/task.input.ts';
import { taskPresenter } from '../tasks/task.presenter.ts';
import { createTask, deleteTask, type Owner } from '../tasks/task.service.ts';
import { type Command, parseCommand } from './chat.parser.ts';
import type { Action, ChatAnswer } from './chat.schema.ts';

/** How many open tasks a reply lists. */
const listed = 10;
const help =
  'I can add, list, complete and delete tasks. Try "add buy milk", "list", "complete buy milk" or "delete buy milk".';

/** Answers one message: the tasks it changes, and the conversation, commit together. */
export async function chat(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  message: string,
  conversationId?: string,
): Promise<ChatAnswer> {
  const conversation = await openConversation(tx, context, owner, conversationId);
  const command = parseCommand(message);
  const { reply, actions = [], pendingDelete = null } = await perform(tx, context, owner, command, conversation);
  conversation.pendingDelete = pendingDelete;
  conversation.updatedAt = context.now;
  const entry = { conversationId: conversation.id, at: context.now };
  tx.persist(tx.create(Message, { ...entry, role: 'user', content: message, actions: [] }));
  tx.persist(tx.create(Message, { ...entry, role: 'assistant', content: reply, actions }));
  return { reply, conversationId: conversation.id, actions };
}

interface Outcome {
  reply: string;
  actions?: Action[];
  /** Ids to delete if the next message is a yes. */
  pendingDelete?: string[];
}

async function perform(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  command: Command,
  { pendingDelete }: Conversation,
): Promise<Outcome> {
  const present = taskPresenter(context.phase5);
  switch (command.tool) {
    case 'add':
      return add(tx, context, owner, command.title);
    case 'list':
      return list(await openTasks(tx, owner));
    case 'complete':
      return forOne(command, await openTasks(tx, owner), async (task) => ({
        reply: `Done: "${task.title}".`,
        actions: [action('complete', { id: task.id }, present(await completeTask(tx, context, owner, task.id)))],
      }));
    case 'delete':
      return forOne(command, await openTasks(tx, owner), async (task) => ({
        reply: `Delete "${task.title}"? Answer yes or no.`,
        pendingDelete: [task.id],
      }));
    case 'confirm':
      return confirm(tx, context, owner, pendingDelete ?? []);
    case 'cancel':
      return { reply: pendingDelete ? 'All right, nothing was deleted.' : `There is nothing to cancel. ${help}` };
    case 'unknown':
      return { reply: `I did not understand that. ${help}` };
  }
}

async function add(tx: Transaction, context: ChangeContext, owner: Owner, title: string): Promise<Outcome> {
  try {
    const task = await createTask(tx, context, owner, validate(newTask.phase5, { title }));
    return {
      reply: `Added: "${task.title}".`,
      actions: [action('add', { title }, taskPresenter(context.phase5)(task))],
    };
  } catch (error) {
    if (error instanceof Problem) return { reply: `I could not add that. ${error.message}` };
    throw error;
  }
}

function list(tasks: Task[]): Outcome {
  const lines = tasks.slice(0, listed).map((task, index) => `${index + 1}. ${task.title}`);
  const more = tasks.length > listed ? `\n… and ${tasks.length - listed} more.` : '';
  const reply = tasks.length ? `${lines.join('\n')}${more}` : 'Nothing is open.';
  return {
    reply,
    actions: [
      action(
        'list',
        {},
        tasks.slice(0, listed).map(({ id, title }) => ({ id, title })),
      ),
    ],
  };
}

async function confirm(tx: Transaction, context: ChangeContext, owner: Owner, ids: string[]): Promise<Outcome> {
  if (ids.length === 0) return { reply: `There is nothing to confirm. ${help}` };
  const actions: Action[] = [];
  for (const id of ids) {
    try {
      await deleteTask(tx, context, owner, id);
      actions.push(action('delete', { id }, 'deleted'));
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  }
  return { reply: actions.length ? 'Deleted.' : 'It is gone already.', actions };
}

/** Acts on the one open task that is meant; asks where several may be, and says so where none is. */
async function forOne(
  { tool, which }: Extract<Command, { which: string }>,
  tasks: Task[],
  act: (task: Task) => Promise<Outcome>,
): Promise<Outcome> {
  const found = meant(which, tasks);
  const [only] = found;
  if (!only) return { reply: `No open task is called "${which}". Say "list" to see what is open.` };
  if (found.length === 1) return act(only);
  const numbers = found.slice(0, listed).map((task) => tasks.indexOf(task) + 1);
  const choices = numbers.map((number) => `${number}. ${tasks[number - 1]?.title}`).join('\n');
  return { reply: `Which one? Say its number, as in "${tool} #${numbers[0]}".\n${choices}` };
}

/** `#2` is a number in the list; `2` may also be a title; any other text is a title or, where none is, a part of some. */
function meant(which: string, tasks: Task[]): Task[] {
  const number = /^#?(\d+)$/.exec(which)?.[1];
  const numbered = number ? tasks.slice(Number(number) - 1, Number(number)) : [];
  if (numbered.length > 0 && which.startsWith('#')) return numbered;
  const wanted = which.toLowerCase();
  const exact = tasks.filter((task) => task.title.toLowerCase() === wanted);
  const best = [...new Set([...numbered, ...exact])];
  return best.length > 0 ? best : tasks.filter((task) => task.title.toLowerCase().includes(wanted));
}

/** In the order in which a list is shown. */
function openTasks(tx: Transaction, owner: Owner): Promise<Task[]> {
  return tx.find(
    Task,
    { ownerId: owner.id, completedAt: null },
    { orderBy: { createdAt: 'desc', id: 'desc' }, limit: 1000 },
  );
}

async function openConversation(
  tx: Transaction,
  { now }: ChangeContext,
  owner: Owner,
  id?: string,
): Promise<Conversation> {
  if (id) {
    const conversation = await tx.findOne(Conversation, { id, ownerId: owner.id });
    if (!conversation) throw new NotFound('There is no such conversation.');
    return conversation;
  }
  const conversation = tx.create(Conversation, { id: uuidv7(), ownerId: owner.id, createdAt: now, updatedAt: now });
  tx.persist(conversation);
  return conversation;
}

function action(tool: string, args: Record<string, unknown>, result: unknown): Action {
  return { tool, arguments: args, result };
}
