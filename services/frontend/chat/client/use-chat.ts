import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiProblem } from '../../api/api.client.ts';
import { readAgain } from '../../api/query.client.ts';
import { useEdits } from '../../tasks/edits/edits.context.ts';
import { taskKeys } from '../../tasks/sync/task.queries.ts';
import { ask } from './chat.client.ts';
import { appendMessages, chatKeys, conversationPages, messagePages } from './chat.queries.ts';

/** The name of the composer's draft, which is kept until the message has arrived. */
export const chatDraft = 'chat';

/** The last message of the user, until its reply is complete. */
export interface Turn {
  message: string;
  confirm?: string | undefined;
  /** The part of the reply that has arrived. */
  reply: string;
  /** Why there is no complete reply. */
  error?: Error;
  /** True if the person ended the reply. */
  stopped?: boolean;
}

/** The open conversation and the actions on it. */
export function useChat() {
  const client = useQueryClient();
  const { drafts } = useEdits();
  const [chosen, setChosen] = useState(() => client.getQueryData<string | null>(chatKeys.open));
  const [turn, setTurn] = useState<Turn>();
  const stop = useRef<AbortController>(undefined);
  const key = useRef('');

  const conversations = useInfiniteQuery({ ...conversationPages, enabled: chosen === undefined });
  // Without a choice the latest conversation is open; null stands for a new one.
  const latest = conversations.data?.pages[0]?.items[0]?.id ?? null;
  const openId = chosen === undefined ? latest : chosen;
  const isLooking = chosen === undefined && conversations.isPending;
  const history = useInfiniteQuery({ ...messagePages(openId ?? ''), enabled: openId !== null });

  function open(id: string | null) {
    client.setQueryData(chatKeys.open, id);
    setChosen(id);
    setTurn(undefined);
  }

  /** @param confirm the proposal to confirm, instead of sending a message */
  async function say(
    message: string,
    { isRepetition = false, confirm }: { isRepetition?: boolean; confirm?: string | undefined } = {},
  ) {
    if (!isRepetition) key.current = crypto.randomUUID();
    const controller = new AbortController();
    stop.current = controller;
    setTurn({ message, reply: '', confirm });
    const saidAt = new Date().toISOString();
    try {
      const { reply, conversationId, actions, proposal, choices } = await ask(
        { ...(confirm ? { confirm } : { message }), ...(openId === null ? {} : { conversationId: openId }) },
        {
          key: key.current,
          signal: controller.signal,
          onText: (text) => setTurn((turn) => turn && { ...turn, reply: turn.reply + text }),
        },
      );
      drafts.forget(chatDraft, message);
      appendMessages(
        client,
        conversationId,
        [
          { role: 'user', content: message, actions: [], at: saidAt },
          { role: 'assistant', content: reply, actions, at: new Date().toISOString() },
        ],
        { proposal, choices },
      );
      open(conversationId);
      if (openId === null) client.invalidateQueries({ queryKey: chatKeys.conversations });
    } catch (error) {
      if (controller.signal.aborted) drafts.forget(chatDraft, message);
      setTurn(
        (turn) => turn && (controller.signal.aborted ? { ...turn, stopped: true } : { ...turn, error: error as Error }),
      );
    }
    // Tasks may have changed even when the request failed.
    void readAgain(client, taskKeys.all, taskKeys.tags);
  }

  return {
    openId,
    /** The oldest message comes first. */
    messages: openId === null ? [] : (history.data?.pages.flatMap(({ items }) => items).reverse() ?? []),
    isLoading: isLooking || (openId !== null && history.isPending),
    error: history.error ?? conversations.error,
    reload: () => (openId === null ? conversations.refetch() : history.refetch()),
    older: history.hasNextPage
      ? { load: () => history.fetchNextPage(), isLoading: history.isFetchingNextPage }
      : undefined,
    turn,
    isReplying: turn !== undefined && !turn.error && !turn.stopped,
    open,
    say: (message: string) => void say(message),
    confirm: (proposalId: string) => void say('yes', { confirm: proposalId }),
    /** The question of the last reply, with its possible responses. */
    question: (openId === null ? undefined : history.data?.pages[0]?.question) ?? {},
    /** A refused message is sent as a new one. After a lost response the same key is used, as the message may have arrived. */
    retry: () =>
      turn && say(turn.message, { isRepetition: !(turn.error instanceof ApiProblem), confirm: turn.confirm }),
    stop: () => stop.current?.abort(),
  };
}
