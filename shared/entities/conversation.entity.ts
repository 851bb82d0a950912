import { defineEntity, type Opt, p } from '@mikro-orm/core';
import { User } from './user.entity.ts';

/** A conversation with the chatbot, and its memory of what the next message may refer to. */
const ConversationSchema = defineEntity({
  name: 'Conversation',
  tableName: 'conversation',
  properties: {
    id: p.uuid().primary(),
    ownerId: () => p.manyToOne(User).mapToPk().fieldName('owner_id').deleteRule('cascade'),
    /** The memory holds what was shown, mentioned and asked last. The chatbot defines its form. */
    memory: p.json<Opt<object>>().defaultRaw(`'{}'`),
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

/** One tool call of the chatbot that changed tasks, kept so that it can be undone. Only the newest few of a user are kept. */
const ChatChangeSchema = defineEntity({
  name: 'ChatChange',
  tableName: 'chat_change',
  properties: {
    id: p.bigint('string').primary(),
    ownerId: () => p.manyToOne(User).mapToPk().fieldName('owner_id').deleteRule('cascade'),
    /** All changes for one message share this id, and are undone together. */
    turn: p.uuid(),
    tool: p.text(),
    changes: p.json<ChangeOfTask[]>(),
    at: p.datetime(3),
  },
  indexes: [{ properties: ['ownerId', 'id'] }],
});
interface ChangeOfTask {
  /** The id of the task. */
  id: string;
  /** The whole task before the change; null when it was created. */
  before: object | null;
  /** The version after the change and its time; null when the task was deleted. */
  after: { version: number; at: string } | null;
  /** The task was not named, but changed along with a task above or below it. */
  along?: boolean;
}
export class ChatChange extends ChatChangeSchema.class {}
ChatChangeSchema.setClass(ChatChange);
