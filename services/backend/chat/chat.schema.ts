import { z } from 'zod';
import { page } from '../../../shared/http/paging.ts';
import { text } from '../../../shared/text.ts';

const messageText = text().trim().regex(/\S/, 'Must not be blank.').max(2000, 'Must have at most 2 000 characters.');

export const chatMessage = z
  .strictObject({
    message: messageText.optional(),
    conversationId: z.uuid().optional(),
    confirm: z
      .uuid()
      .optional()
      .describe('Instead of a message: the id of the proposal of the last reply, which is done now.'),
  })
  .superRefine(({ message, conversationId, confirm }, ctx) => {
    const issue = (path: string, text: string) => ctx.addIssue({ code: 'custom', path: [path], message: text });
    if (message === undefined && confirm === undefined) issue('message', 'Must be given, or "confirm".');
    if (message !== undefined && confirm !== undefined) issue('confirm', 'Must not be given with a message.');
    if (confirm !== undefined && conversationId === undefined) issue('conversationId', 'Must be given with "confirm".');
  })
  .meta({ id: 'ChatMessage' });
export const chatPageQuery = z.strictObject(page);

/** What the chatbot did, in terms of its tools. */
export const action = z
  .strictObject({
    tool: z.string(),
    arguments: z.record(z.string(), z.unknown()),
    result: z.unknown(),
  })
  .meta({ id: 'ChatAction' });

/** Changes that are only done after the user has said yes. */
export const proposal = z
  .strictObject({
    id: z.uuid(),
    actions: z.array(
      z.strictObject({
        tool: z.string(),
        arguments: z.record(z.string(), z.unknown()),
        task: z.looseObject({ id: z.uuid(), title: z.string() }),
        changes: z.record(z.string(), z.strictObject({ from: z.unknown(), to: z.unknown() })),
      }),
    ),
  })
  .meta({ id: 'ChatProposal' });

/** One response to the question of a reply. */
export const choice = z
  .strictObject({ label: z.string(), message: z.string().describe('What to send to choose it.') })
  .meta({ id: 'ChatChoice' });

/** How the last reply of a conversation can be answered. */
export const openQuestion = z
  .strictObject({
    proposal: z.strictObject({ id: z.uuid().describe('To be sent as `confirm`.') }).optional(),
    choices: z.array(choice).optional(),
  })
  .meta({ id: 'ChatQuestion' });

export const chatResponse = z
  .strictObject({
    reply: z.string(),
    conversationId: z.uuid(),
    actions: z.array(action),
    proposal: proposal.optional(),
    choices: z.array(choice).optional(),
  })
  .meta({ id: 'ChatAnswer' });

export const conversation = z
  .strictObject({
    id: z.uuid(),
    title: z.string().describe('The beginning of the first message.'),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Conversation' });
export const conversationPage = z
  .strictObject({ items: z.array(conversation), nextCursor: z.string().nullable() })
  .meta({ id: 'ConversationPage' });

export const message = z
  .strictObject({
    id: z.string().regex(/^\d+$/),
    role: z.enum(['user', 'assistant']),
    content: z.string(),
    actions: z.array(action),
    at: z.iso.datetime(),
  })
  .meta({ id: 'Message' });
export const messagePage = z
  .strictObject({
    items: z.array(message),
    nextCursor: z.string().nullable(),
    question: openQuestion.nullable().describe('What the last reply asks, while it can be answered.'),
  })
  .meta({ id: 'MessagePage' });

export type Action = z.output<typeof action>;
export type Proposal = z.output<typeof proposal>;
export type Choice = z.output<typeof choice>;
export type ChatResponse = z.output<typeof chatResponse>;
export type ConversationPage = z.output<typeof conversationPage>;
export type MessagePage = z.output<typeof messagePage>;
