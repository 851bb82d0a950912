import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../../../shared/database/orm.ts';
import type { Commit } from '../platform/unit-of-work.ts';
import type { ChangeContext } from '../tasks/write/task.changes.ts';
import type { Owner } from '../tasks/write/task.service.ts';
import { orNothing, runTool } from '../tools/tool.run.ts';
import type { Tool } from '../tools/tool.ts';
import type { Answerer, Reply } from './chat.responder.ts';
import type { Action, ChatAnswer } from './chat.schema.ts';
import { type Recalled, recall, record } from './conversation.service.ts';
import { remember } from './memory.ts';
import { type TaskFinder, taskFinder } from './task.finder.ts';

/** Who answers, by which tools. */
export interface Chatbot {
  answer: Answerer;
  tools: readonly Tool[];
}

/** What a person said, and where. */
export interface Saying {
  message: string;
  conversationId?: string | undefined;
}

export interface Listener {
  /** A part of the reply, as it is being made. */
  say(part: string): void;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
}
const nobody: Listener = { say: () => undefined, signal: new AbortController().signal };

/** Answers one message: the tasks it changes, and the conversation, commit together. */
export async function chat(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  bot: Chatbot,
  saying: Saying,
): Promise<ChatAnswer> {
  const recalled = await recall(tx, owner.id, saying.conversationId);
  const call = { tx, context, owner, turn: uuidv7() };
  const run = (tool: string, args: unknown) => orNothing(tx, () => runTool(bot.tools, call, tool, args));
  const tasks = taskFinder((read) => read(tx), owner, context.now);
  const exchange = await converse({ context, owner, bot, saying, recalled, run, tasks, listener: nobody });
  return finish(tx, context, owner, saying, recalled, exchange);
}

/**
 * Answers one message in steps, for an answerer that takes its time: no transaction is open while it thinks. Every tool
 * call commits by itself, and the conversation when all is said.
 * @returns what is to be done last, in a transaction: it writes the conversation, and gives the answer
 */
export async function chatInSteps(
  commit: Commit,
  context: ChangeContext,
  owner: Owner,
  bot: Chatbot,
  saying: Saying,
  recalled: Recalled,
  listener: Listener = nobody,
): Promise<(tx: Transaction) => Promise<ChatAnswer>> {
  const turn = uuidv7();
  const run = (tool: string, args: unknown) =>
    commit((tx) => runTool(bot.tools, { tx, context, owner, turn }, tool, args));
  const tasks = taskFinder(commit, owner, context.now);
  const exchange = await converse({ context, owner, bot, saying, recalled, run, tasks, listener });
  return (tx) => finish(tx, context, owner, saying, recalled, exchange);
}

interface Conversing {
  context: ChangeContext;
  owner: Owner;
  bot: Chatbot;
  saying: Saying;
  recalled: Recalled;
  run: (tool: string, args: unknown) => Promise<{ result: unknown }>;
  tasks: TaskFinder;
  listener: Listener;
}

async function converse({ context, owner, bot, saying, recalled, run, tasks, listener }: Conversing) {
  const actions: Action[] = [];
  const reply = await bot.answer({
    ...{ message: saying.message, owner, now: context.now, phase5: context.phase5, tools: bot.tools },
    ...{ history: recalled.history, memory: recalled.memory, tasks, say: listener.say, signal: listener.signal },
    async call(tool, args) {
      const { result } = await run(tool, args);
      actions.push({ tool, arguments: args as Action['arguments'], result });
      return result;
    },
  });
  return { reply, actions };
}

async function finish(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  { message, conversationId }: Saying,
  { id, memory }: Recalled,
  { reply, actions }: { reply: Reply; actions: Action[] },
): Promise<ChatAnswer> {
  await record(
    tx,
    context.now,
    owner.id,
    { id, isNew: conversationId === undefined },
    {
      ...{ message, reply: reply.text, actions },
      memory: { ...remember(memory, actions), ...reply.memory },
    },
  );
  return { reply: reply.text, conversationId: id, actions };
}
