import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { call } from '../../api/api.client.ts';
import type { Action, Answerable } from './chat.client.ts';

export interface Conversation {
  id: string;
  /** The first message of the conversation. */
  title: string;
  createdAt: string;
  updatedAt: string;
}

export interface Message {
  id: string;
  role: 'user' | 'assistant';
  content: string;
  actions: Action[];
  at: string;
}

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  /** Only of messages: what the last reply asks. */
  question?: Answerable | null;
}

export const chatKeys = {
  conversations: ['chat', 'conversations'],
  messages: (id: string) => ['chat', 'messages', id],
  /** The id of the open conversation; null for a new one. */
  open: ['chat', 'open'],
} as const;

const pageSize = 30;

/** The newest conversation comes first. */
export const conversationPages = infiniteQueryOptions({
  queryKey: chatKeys.conversations,
  queryFn: ({ signal, pageParam }) => page<Conversation>('chat/conversations', pageParam, signal),
  initialPageParam: '',
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

/** The newest message comes first, so the first page is the end of the conversation. */
export function messagePages(id: string) {
  return infiniteQueryOptions({
    queryKey: chatKeys.messages(id),
    queryFn: ({ signal, pageParam }) => page<Message>(`chat/conversations/${id}`, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // A conversation grows only by this page's own messages, which `appendMessages` adds.
    staleTime: 5 * 60_000,
  });
}

function page<Item>(path: string, cursor: string, signal: AbortSignal): Promise<Page<Item>> {
  const query = new URLSearchParams({ limit: String(pageSize), ...(cursor && { cursor }) });
  return call<Page<Item>>('GET', `${path}?${query}`, { signal });
}

/** Adds messages to the end of a conversation, until it is fetched again. */
export function appendMessages(
  client: QueryClient,
  id: string,
  said: readonly Omit<Message, 'id'>[],
  question: Answerable,
): void {
  client.setQueryData<InfiniteData<Page<Message>, string>>(chatKeys.messages(id), (data) => {
    const added = said.map((message) => ({ ...message, id: crypto.randomUUID() })).reverse();
    const [first, ...older] = data?.pages ?? [{ items: [], nextCursor: null }];
    return {
      pages: [
        { items: [...added, ...(first?.items ?? [])], nextCursor: first?.nextCursor ?? null, question },
        ...older,
      ],
      pageParams: data?.pageParams ?? [''],
    };
  });
}
