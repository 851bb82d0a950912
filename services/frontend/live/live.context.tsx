import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react';
import type { UpdateEvent } from '../../../shared/events/events.ts';
import { meQuery } from '../account/account.queries.ts';
import { useAccountChecked } from '../offline/account-check.ts';
import type { List } from '../tasks/lists/list.names.ts';
import { type Task, wholeTask } from '../tasks/task.ts';
import { Emitter } from './emitter.ts';
import { type Connection, LiveSocket } from './live.socket.ts';

type Reminder = Omit<Extract<UpdateEvent, { type: 'reminder.due.v1' }>['data'], 'ownerId'>;

export interface LiveEvents {
  'task.changed': { change: 'created' | 'updated' | 'completed' | 'reopened' | 'deleted'; task: Task };
  'list.changed': { change: 'created' | 'updated' | 'deleted'; list: List };
  'reminder.due': Reminder;
  /** Events may have been missed, so data must be fetched again. Also emitted after the first connection. */
  reconnected: undefined;
}

interface Live {
  events: Emitter<LiveEvents>;
  connection: Connection | 'polling';
}

const Context = createContext<Live | undefined>(undefined);

/**
 * Receives changes of the user's tasks, wherever they were made. In Phase 4 there are no events, so data is fetched again
 * whenever the window gets the focus.
 */
export function LiveProvider({ eventsEnabled, children }: { eventsEnabled: boolean; children: ReactNode }) {
  const client = useQueryClient();
  const [events] = useState(() => new Emitter<LiveEvents>());
  const [connection, setConnection] = useState<Live['connection']>(eventsEnabled ? 'connecting' : 'polling');
  const isChecked = useAccountChecked();
  useEffect(() => {
    if (!isChecked) return;
    if (!eventsEnabled) {
      const ask = () => events.emit('reconnected', undefined);
      window.addEventListener('focus', ask);
      return () => window.removeEventListener('focus', ask);
    }
    const socket = new LiveSocket({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`,
      onFrame: (frame) => emitFrame(events, frame as Frame),
      onOpen: () => events.emit('reconnected', undefined),
      onConnection: setConnection,
      onDoubt: () => void client.invalidateQueries({ queryKey: meQuery.queryKey }),
    });
    socket.start();
    return () => socket.stop();
  }, [eventsEnabled, isChecked, events, client]);
  const online = useOnline();
  return (
    <Context.Provider value={{ events, connection: online ? connection : 'offline' }}>{children}</Context.Provider>
  );
}

export function useConnection(): Live['connection'] {
  return useLive().connection;
}

export function useLiveEvent<Type extends keyof LiveEvents>(
  type: Type,
  handler: (data: LiveEvents[Type]) => void,
): void {
  const { events } = useLive();
  const handle = useEffectEvent(handler);
  useEffect(() => events.on(type, handle), [events, type]);
}

function useLive(): Live {
  const live = useContext(Context);
  if (!live) throw new Error('There is no LiveProvider around this.');
  return live;
}

interface Frame {
  type: string;
  data: unknown;
}

function emitFrame(events: Emitter<LiveEvents>, { type, data }: Frame): void {
  if (type === 'task.changed') {
    const { change, task } = data as LiveEvents['task.changed'];
    events.emit('task.changed', { change, task: wholeTask(task) });
  } else if (type === 'list.changed') {
    events.emit('list.changed', data as LiveEvents['list.changed']);
  } else if (type === 'reminder.due') {
    events.emit('reminder.due', data as Reminder);
  }
}

/** Tells whether the browser believes that there is a network. */
function useOnline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('online', changed);
      window.addEventListener('offline', changed);
      return () => {
        window.removeEventListener('online', changed);
        window.removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
  );
}
