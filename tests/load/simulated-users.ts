import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import pg from 'pg';
import { WebSocket } from 'ws';
import type { System } from '../../infra/local/system.ts';
import { send } from '../bench/bench-system.ts';
import { eventually } from '../support/eventually.ts';
import { type Api, type Habit, habits } from './habits.ts';
import { type Person, pick } from './system.ts';

/** Users who send random requests. */
export interface SimulatedUsers {
  readonly sockets: number;
  /** Sends a request of a random user, of that kind or of a random one. Rejects if it fails. */
  act(habit?: Habit): Promise<unknown>;
  /** Returns the times from commit to arrival of all live updates since the last call, in ms. */
  liveUpdates(): number[];
  /** Resolves when all events of the requests are published. */
  settled(): Promise<void>;
  stop(): void;
}

const always = habits.flatMap((habit) => Array.from({ length: habit.share }, () => habit));

export async function startSimulatedUsers(system: System, people: Person[]): Promise<SimulatedUsers> {
  const database = new pg.Pool({ connectionString: system.secrets.backend.DATABASE_URL, max: 1 });
  let live: number[] = [];
  const sockets = people.map(({ token }) => {
    const headers = { authorization: `Bearer ${token}` };
    const socket = new WebSocket(`${system.urls.websocket.replace('http', 'ws')}/ws`, { headers });
    return socket.on('message', (frame) => live.push(Date.now() - Date.parse(JSON.parse(frame.toString()).time)));
  });
  await Promise.all(sockets.map((socket) => once(socket, 'open')));
  return {
    sockets: sockets.length,
    act(habit = pick(always, randomInt(always.length))) {
      const person = pick(people, randomInt(people.length));
      const api: Api = (method, path, body) => send(method, `${system.urls.backend}/api/${path}`, person.token, body);
      return habit.act(api, person);
    },
    liveUpdates() {
      const times = live;
      live = [];
      return times;
    },
    async settled() {
      const left = async () => (await database.query('select 1 from outbox_event limit 1')).rowCount === 0;
      await eventually('the outbox is empty', left, 300_000);
    },
    stop() {
      for (const socket of sockets) socket.terminate();
      database.end();
    },
  };
}
