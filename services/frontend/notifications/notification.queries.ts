import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type { NotificationPage, NotificationResponse } from '../../../shared/notifications/notification.schema.ts';
import { call } from '../api/api.client.ts';

export type Notification = NotificationResponse;

/** The key of all notification queries. Invalidate it when a notification may have arrived. */
export const notificationsKey = ['notifications'] as const;
const pageSize = 20;
/** The socket announces notifications at once; polling covers the time without it. */
const pollMs = 60_000;

/** The number of unread notifications. */
export const unreadQuery = queryOptions({
  queryKey: [...notificationsKey, 'unread'],
  queryFn: async ({ signal }) => (await call<NotificationPage>('GET', 'notifications?limit=1', { signal })).unread,
  refetchInterval: pollMs,
});

/** The newest notification comes first. */
export const notificationPages = infiniteQueryOptions({
  queryKey: [...notificationsKey, 'list'],
  queryFn: ({ signal, pageParam }) => {
    const query = new URLSearchParams({ limit: String(pageSize), ...(pageParam && { cursor: pageParam }) });
    return call<NotificationPage>('GET', `notifications?${query}`, { signal });
  },
  initialPageParam: '',
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

/** Marks notifications as read: at once in the page, and one after another on the server, which has no route for several. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (unread: readonly Notification[]) => {
      for (const { id } of unread) await call<Notification>('POST', `notifications/${id}/read`);
    },
    onMutate: async (unread) => {
      await client.cancelQueries({ queryKey: notificationsKey });
      showAsRead(client, unread, new Date());
    },
    onSettled: () => client.invalidateQueries({ queryKey: notificationsKey }),
  });
}

function showAsRead(client: QueryClient, read: readonly Notification[], now: Date): void {
  const ids = new Set(read.map(({ id }) => id));
  client.setQueryData(unreadQuery.queryKey, (count) => (count === undefined ? count : Math.max(0, count - ids.size)));
  client.setQueryData(notificationPages.queryKey, (data) => data && markRead(data, ids, now.toISOString()));
}

/** Returns the same pages with these notifications marked. */
export function markRead<Param>(
  data: InfiniteData<NotificationPage, Param>,
  ids: ReadonlySet<string>,
  readAt: string,
): InfiniteData<NotificationPage, Param> {
  const mark = (item: Notification) => (ids.has(item.id) && !item.readAt ? { ...item, readAt } : item);
  const pages = data.pages.map((page) => ({ ...page, items: page.items.map(mark) }));
  return { ...data, pages };
}
