import { z } from 'zod';
import type { Orm } from '../../../shared/database/orm.ts';
import { Conversation, Message } from '../../../shared/entities/index.ts';
import { type NotificationResponse, notificationPage } from '../../../shared/notifications/notification.schema.ts';
import { preferences } from '../../../shared/notifications/preferences.schema.ts';
import { pushDevices } from '../../../shared/notifications/push.schema.ts';
import { presentUser } from '../accounts/sign-in/sessions.ts';
import { listTokens } from '../accounts/tokens/token.service.ts';
import { listActivity } from '../activity/activity.service.ts';
import { presentConversation, presentMessage, titlesOf } from '../chat/conversation.routes.ts';
import { readLists } from '../lists/list.service.ts';
import type { NotificationClient } from '../notifications/notification.client.ts';
import { readViews } from '../views/view.service.ts';

/** The sections of an export besides its tasks. A list comes in pages, which bounds the memory. */
export type Sections = Record<string, object | AsyncGenerator<object[]>>;

const pageSize = 100;
type Owner = Parameters<typeof presentUser>[0];

/**
 * Returns everything that an account holds besides its tasks.
 * @throws ServiceUnavailable at once, and not in the middle of the file, if the notification service is away
 */
export async function accountSections(em: Orm['em'], call: NotificationClient, owner: Owner): Promise<Sections> {
  const { id } = owner;
  const chosen = await call({ method: 'GET', path: `users/${id}/preferences` });
  return {
    account: presentUser(owner),
    preferences: z.object({ preferences }).parse(chosen).preferences,
    tokens: tokensOf(em, id),
    pushDevices: pushDevices.parse(await call({ method: 'GET', path: `users/${id}/push/subscriptions` })).items,
    lists: await readLists(em.fork(), id),
    views: await readViews(em.fork(), id),
    notifications: notificationsOf(call, id),
    activity: activityOf(em, id),
    conversations: conversationsOf(em, id),
    messages: messagesOf(em, id),
  };
}

async function* notificationsOf(call: NotificationClient, ownerId: string): AsyncGenerator<NotificationResponse[]> {
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = new URLSearchParams({ limit: String(pageSize), ...(cursor && { cursor }) });
    const page = notificationPage.parse(await call({ method: 'GET', path: `users/${ownerId}/notifications?${query}` }));
    yield page.items;
    cursor = page.nextCursor;
  }
}

/** Without their secrets, which are not stored. */
async function* tokensOf(em: Orm['em'], userId: string) {
  yield await listTokens(em, userId);
}

async function* activityOf(em: Orm['em'], ownerId: string) {
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await listActivity(em.fork(), { ownerId }, { limit: pageSize, cursor });
    yield page.items;
    cursor = page.nextCursor;
  }
}

async function* conversationsOf(em: Orm['em'], ownerId: string) {
  for await (const page of pagesOfConversations(em, ownerId)) {
    const titles = await titlesOf(em.fork(), page);
    yield page.map((conversation) => presentConversation(conversation, titles.get(conversation.id) ?? ''));
  }
}

async function* messagesOf(em: Orm['em'], ownerId: string) {
  for await (const conversations of pagesOfConversations(em, ownerId)) {
    const conversationId = { $in: conversations.map(({ id }) => id) };
    let last: string | undefined = '0';
    while (last) {
      const page: Message[] = await em
        .fork()
        .find(Message, { conversationId, id: { $gt: last } }, { orderBy: { id: 'asc' }, limit: pageSize });
      yield page.map((message) => ({ conversationId: message.conversationId, ...presentMessage(message) }));
      last = page.at(pageSize - 1)?.id;
    }
  }
}

async function* pagesOfConversations(em: Orm['em'], ownerId: string): AsyncGenerator<Conversation[]> {
  let last: Conversation | undefined;
  do {
    const where = last ? { ownerId, id: { $gt: last.id } } : { ownerId };
    const page: Conversation[] = await em.fork().find(Conversation, where, { orderBy: { id: 'asc' }, limit: pageSize });
    yield page;
    last = page.at(pageSize - 1);
  } while (last);
}
