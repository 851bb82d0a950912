import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { User } from '../../account/account.queries.ts';
import { ConflictDialog } from './conflict/conflict.dialog.tsx';
import { useChangesElsewhere } from './conflict/use-changes-elsewhere.ts';
import { EditsContext } from './edits.context.ts';
import { createEditsStore } from './edits.store.ts';
import type { EditQueue } from './queue/edit.queue.ts';
import { sendLastDeletion } from './queue/edit.sender.ts';

interface Props {
  user: User;
  eventsEnabled: boolean;
  children: ReactNode;
}

/** Holds the edits of one user. The next user who signs in gets a new provider. */
export function EditsProvider({ user, eventsEnabled, children }: Props) {
  const client = useQueryClient();
  const zone = useRef(user.timeZone);
  useEffect(() => {
    zone.current = user.timeZone;
  }, [user.timeZone]);
  const [store] = useState(() =>
    createEditsStore({ client, userId: user.id, eventsEnabled, timeZone: () => zone.current }),
  );
  useSending(store.queue);
  useChangesElsewhere(store);
  const edits = useMemo(() => ({ ...store, user, eventsEnabled }), [store, user, eventsEnabled]);
  return (
    <EditsContext.Provider value={edits}>
      {children}
      <ConflictDialog />
    </EditsContext.Provider>
  );
}

/** Runs the queue as long as the user's view is mounted, and retries whenever the network, the socket or the person is back. */
function useSending(queue: EditQueue): void {
  useEffect(() => {
    void queue.start();
    const until = new AbortController();
    const { signal } = until;
    const wake = () => queue.wake();
    window.addEventListener('online', wake, { signal });
    document.addEventListener('visibilitychange', wake, { signal });
    window.addEventListener('pagehide', () => sendHeld(queue), { signal });
    return () => {
      until.abort();
      sendHeld(queue);
      queue.stop();
    };
  }, [queue]);
}

/** Sends the deletions that could still be undone, because leaving the page does not undo them. */
function sendHeld(queue: EditQueue): void {
  for (const { edit, state, version } of queue.snapshot()) {
    if (state !== 'held') continue;
    sendLastDeletion(edit.taskId, version);
    // The queue keeps them as well, in case the page stays open or cannot reach the server any more.
    queue.release(edit.id);
  }
}
