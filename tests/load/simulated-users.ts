import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import pg from 'pg';
import { WebSocket } from 'ws';
import type { System } from '../../infra/local/system.ts';
import { send } from '../bench/bench-system.ts';
import { eventually } from '../support/eventually.ts';
import { type Person, pick, sample } from './system.ts';

/** Users who send random requests. */
export interface SimulatedUsers {
  readonly sockets: number;
  /** Sends a request of a random user. Rejects if it fails. */
  act(): Promise<unknown>;
  /** Returns the times from commit to arrival of all live updates since the last call, in ms. */
  liveUpdates(): number[];
  /** Resolves when all events of the requests are published. */
  settled(): Promise<void>;
  stop(): void;
}

/** The mix of requests; the numbers add up to 100. */
const habits: [times: number, act: (api: Api, person: Person) => Promise<unknown>][] = [
  [40, (api) => api('GET', 'tasks?status=open&sort=due')],
  [12, (api) => api('GET', 'tasks?status=today')],
  [10, (api) => api('GET', `tasks?tag=${pick(['home', 'work', 'garden'], randomInt(3))}&sort=priority`)],
  [10, (api) => api('GET', `tasks?q=${pick(['rent', 'dent', 'passport milk', 'report -plants'], randomInt(4))}`)],
  [10, (api, person) => api('GET', `tasks/${anyOf(person)}`)],
  [4, (api) => api('GET', 'tags')],
  [4, (api) => api('GET', 'activity')],
  [4, (api, person) => api('PATCH', `tasks/${anyOf(person)}`, { title: `Edited ${randomInt(1e9)}` })],
  [4, (api) => api('POST', 'tasks', sample(randomInt(1e6)))],
  [2, (api, person) => api('POST', `tasks/${anyOf(person)}/complete`)],
];
const always = habits.flatMap(([times, act]) => Array.from({ length: times }, () => act));

type Api = (method: string, path: string, body?: object) => Promise<unknown>;

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
    act() {
      const person = pick(people, randomInt(people.length));
      const api: Api = (method, path, body) => send(method, `${system.urls.backend}/api/${path}`, person.token, body);
      return pick(always, randomInt(always.length))(api, person);
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

function anyOf({ tasks }: Person): string {
  return pick(tasks, randomInt(tasks.length));
}
