import { defineEntity, p } from '@mikro-orm/core';
import { User } from './user.entity.ts';

/** What a person said to the chatbot and was answered, and the question that is still open. */
const ConversationSchema = defineEntity({
  name: 'Conversation',
  tableName: 'conversation',
  properties: {
    id: p.uuid().primary(),
    ownerId: () => p.manyToOne(User).mapToPk().fieldName('owner_id').deleteRule('cascade'),
    /** Ids of the tasks whose deletion was asked about and not yet confirmed. */
    pendingDelete: p.json<string[]>().nullable(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
  indexes: [{ properties: ['ownerId', 'id'] }],
});
export class Conversation extends ConversationSchema.class {}
ConversationSchema.setClass(Conversation);

const MessageSchema = defineEntity({
  name: 'Message',
  tableName: 'message',
  properties: {
    id: p.bigint('string').primary(),
    conversationId: () => p.manyToOne(Conversation).mapToPk().fieldName('conversation_id').deleteRule('cascade'),
    role: p.enum(['user', 'assistant'] as const).nativeEnumName('message_role'),
    content: p.text(),
    actions: p.json<unknown[]>(),
    at: p.datetime(3),
  },
  indexes: [{ properties: ['conversationId', 'id'] }],
});
export class Message extends MessageSchema.class {}
MessageSchema.setClass(Message);
