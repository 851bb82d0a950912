import { v7 as uuidv7 } from 'uuid';
import { Conflict } from '../../../shared/http/problem.ts';
import type { Transaction, UnitOfWork } from '../platform/unit-of-work.ts';
import type { ChangeContext } from '../tasks/write/task.changes.ts';
import type { Owner } from '../tasks/write/task.service.ts';
import { runTool, withSavepoint } from '../tools/tool.run.ts';
import type { Tool } from '../tools/tool.ts';
import type { ChatResponder } from './chat.responder.ts';
import type { Action, ChatResponse } from './chat.schema.ts';
import { type ConversationState, type Exchange, loadConversation, storeExchange } from './conversation.service.ts';
import { memoryAfter } from './memory.ts';
import { type TaskFinder, taskFinder } from './task.finder.ts';

export interface Chatbot {
  respond: ChatResponder;
  tools: readonly Tool[];
}

/** The user's input: a message, or the id of the proposal that the user confirms. */
export interface UserMessage {
  message?: string | undefined;
  confirm?: string | undefined;
  conversationId?: string | undefined;
}

/** Receives a reply while it is being made. */
export interface ReplyListener {
  say(part: string): void;
  /** Aborted when the client has disconnected. */
  signal: AbortSignal;
}
const noListener: ReplyListener = { say: () => undefined, signal: new AbortController().signal };

/** Responds to one message in one transaction: the changes of tasks and the conversation commit together. */
export async function respondInTransaction(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  bot: Chatbot,
  input: UserMessage,
): Promise<ChatResponse> {
  const conversation = await loadConversation(tx, owner.id, input.conversationId);
  const call = { tx, context, owner, turnId: uuidv7() };
  const exchange = await converse({
    context,
    owner,
    bot,
    input,
    conversation,
    run: (tool, args) => withSavepoint(tx, () => runTool(bot.tools, call, tool, args)),
    tasks: taskFinder((read) => read(tx), owner, context.now),
    listener: noListener,
  });
  return finish(tx, context, owner, conversation, exchange);
}

/**
 * Responds to one message without an open transaction between its steps, for a responder that takes seconds. Each tool call is
 * committed by itself.
 * @returns a function for the last step, which stores the conversation in a transaction and returns the response
 */
export async function respondInSteps(
  unitOfWork: UnitOfWork,
  context: ChangeContext,
  owner: Owner,
  bot: Chatbot,
  input: UserMessage,
  conversation: ConversationState,
  listener: ReplyListener,
): Promise<(tx: Transaction) => Promise<ChatResponse>> {
  const turnId = uuidv7();
  const exchange = await converse({
    context,
    owner,
    bot,
    input,
    conversation,
    run: (tool, args) =>
      unitOfWork.transactional((tx) => runTool(bot.tools, { tx, context, owner, turnId }, tool, args)),
    tasks: taskFinder(unitOfWork.transactional, owner, context.now),
    listener,
  });
  return (tx) => finish(tx, context, owner, conversation, exchange);
}

interface Conversing {
  context: ChangeContext;
  owner: Owner;
  bot: Chatbot;
  input: UserMessage;
  conversation: ConversationState;
  run: (tool: string, args: unknown) => Promise<unknown>;
  tasks: TaskFinder;
  listener: ReplyListener;
}

async function converse(conversing: Conversing): Promise<Exchange> {
  const { context, owner, bot, input, conversation, run, tasks, listener } = conversing;
  // A confirmation is stored as the message that would have had the same effect.
  const { message = 'yes' } = input;
  if (input.confirm) requireOpenProposal(conversation, input.confirm);
  const actions: Action[] = [];
  const reply = await bot.respond({
    message,
    owner,
    now: context.now,
    eventsEnabled: context.eventsEnabled,
    history: conversation.history,
    memory: conversation.memory,
    tools: bot.tools,
    tasks,
    say: listener.say,
    signal: listener.signal,
    async call(tool, args) {
      const result = await run(tool, args);
      actions.push({ tool, arguments: args as Action['arguments'], result });
      return result;
    },
  });
  const { text, proposal, choices } = reply;
  const offered =
    proposal || choices
      ? { ...(proposal ? { proposal: { id: proposal.id } } : {}), ...(choices ? { choices } : {}) }
      : null;
  const memory = { ...memoryAfter(actions, conversation.memory), ...reply.memory, offered };
  return { message, reply: text, actions, memory, ...(proposal ? { proposal } : {}), ...(choices ? { choices } : {}) };
}

function requireOpenProposal({ memory: { question } }: ConversationState, id: string): void {
  if (question?.kind === 'proposal' && question.id === id) return;
  throw new Conflict('That proposal is not open any more.');
}

async function finish(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  conversation: ConversationState,
  exchange: Exchange,
): Promise<ChatResponse> {
  await storeExchange(tx, context.now, owner.id, conversation, exchange);
  const { message: _, memory: _memory, ...response } = exchange;
  return { ...response, conversationId: conversation.id };
}
