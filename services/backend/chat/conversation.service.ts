import { LockMode } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { Conversation, Message } from '../../../shared/entities/index.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import type { Transaction } from '../platform/unit-of-work.ts';
import { historyLength, type PastMessage } from './chat.responder.ts';
import type { Action, Choice, Proposal } from './chat.schema.ts';
import { type Memory, parseMemory } from './memory.ts';

/** A conversation before a message is answered. A new one has only its id, and is stored with its first messages. */
export interface ConversationState {
  id: string;
  isNew: boolean;
  memory: Memory;
  history: PastMessage[];
}

/** Locks the conversation, so that simultaneous messages of one conversation are answered one after the other. */
export async function loadConversation(tx: Transaction, ownerId: string, id?: string): Promise<ConversationState> {
  if (!id) return { id: uuidv7(), isNew: true, memory: parseMemory({}), history: [] };
  const { memory } = await lockConversation(tx, ownerId, id);
  const newest = await tx.find(
    Message,
    { conversationId: id },
    { orderBy: { id: 'desc' }, limit: historyLength, disableIdentityMap: true },
  );
  const history = newest
    .reverse()
    .map(({ role, content, actions }) => ({ role, content, actions: actions as Action[] }));
  return { id, isNew: false, memory: parseMemory(memory), history };
}

export interface Exchange {
  message: string;
  reply: string;
  actions: Action[];
  memory: Memory;
  proposal?: Proposal;
  choices?: Choice[];
}

/** Stores a message, its reply and the new memory. */
export async function storeExchange(
  tx: Transaction,
  now: Date,
  ownerId: string,
  { id, isNew }: ConversationState,
  { message, reply, actions, memory }: Exchange,
): Promise<void> {
  if (isNew) tx.persist(tx.create(Conversation, { id, ownerId, memory, createdAt: now, updatedAt: now }));
  else Object.assign(await lockConversation(tx, ownerId, id), { memory, updatedAt: now });
  const entry = { conversationId: id, at: now };
  tx.persist(tx.create(Message, { ...entry, role: 'user', content: message, actions: [] }));
  tx.persist(tx.create(Message, { ...entry, role: 'assistant', content: reply, actions }));
}

async function lockConversation(tx: Transaction, ownerId: string, id: string): Promise<Conversation> {
  const conversation = await tx.findOne(Conversation, { id, ownerId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!conversation) throw new NotFound('There is no such conversation.');
  return conversation;
}
