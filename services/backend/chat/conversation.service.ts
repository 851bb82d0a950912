import { LockMode } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../../../shared/database/orm.ts';
import { Conversation, Message } from '../../../shared/entities/index.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import { historyLength, type Said } from './chat.responder.ts';
import type { Action } from './chat.schema.ts';
import type { Memory } from './memory.schema.ts';
import { readMemory } from './memory.ts';

/** What an answer begins with: a new conversation has only its id, and is written with its first messages. */
export interface Recalled {
  id: string;
  memory: Memory;
  history: Said[];
}

/** Messages of one conversation that come at the same time take turns, if they are answered within a transaction. */
export async function recall(tx: Transaction, ownerId: string, id?: string): Promise<Recalled> {
  if (!id) return { id: uuidv7(), memory: readMemory({}), history: [] };
  const { memory } = await lockConversation(tx, ownerId, id);
  const newest = await tx.find(
    Message,
    { conversationId: id },
    { orderBy: { id: 'desc' }, limit: historyLength, disableIdentityMap: true },
  );
  const history = newest
    .reverse()
    .map(({ role, content, actions }) => ({ role, content, actions: actions as Action[] }));
  return { id, memory: readMemory(memory), history };
}

export interface Exchange {
  message: string;
  reply: string;
  actions: Action[];
  memory: Memory;
}

/** Writes what was said, and what it left in memory. */
export async function record(
  tx: Transaction,
  now: Date,
  ownerId: string,
  conversation: { id: string; isNew: boolean },
  { message, reply, actions, memory }: Exchange,
): Promise<void> {
  const { id, isNew } = conversation;
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
