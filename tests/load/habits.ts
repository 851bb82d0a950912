import { randomInt } from 'node:crypto';
import { type Person, pick, sample } from './system.ts';

export type Api = (method: string, path: string, body?: object) => Promise<unknown>;

/** A kind of request that people send. */
export interface Habit {
  readonly name: string;
  /** How many of a hundred requests are of this kind. */
  readonly share: number;
  /** The round trips to PostgreSQL, as `tests/api/statements.test.ts` counts them. */
  readonly statements: number;
  /** Whether it changes something, of which events tell. */
  readonly publishes: boolean;
  readonly act: (api: Api, person: Person) => Promise<unknown>;
}

const read = (share: number, name: string, path: (person: Person) => string, statements = 1): Habit => ({
  name,
  share,
  statements,
  publishes: false,
  act: (api, person) => api('GET', path(person)),
});

/** The mix of requests: 90 % reads and 10 % writes. */
export const habits: readonly Habit[] = [
  read(40, 'list, open by due', () => 'tasks?status=open&sort=due'),
  read(12, 'list, today', () => 'tasks?status=today'),
  read(10, 'list, tag by priority', () => `tasks?tag=${pick(['home', 'work', 'garden'], randomInt(3))}&sort=priority`),
  read(10, 'search', () => `tasks?q=${pick(['rent', 'dent', 'passport milk', 'report -plants'], randomInt(4))}`, 2),
  read(10, 'read a task', (person) => `tasks/${anyOf(person)}`),
  read(4, 'tags', () => 'tags'),
  read(4, 'activity', () => 'activity'),
  {
    name: 'change',
    share: 4,
    statements: 6,
    publishes: true,
    act: (api, person) => api('PATCH', `tasks/${anyOf(person)}`, { title: `Edited ${randomInt(1e9)}` }),
  },
  {
    name: 'create',
    share: 4,
    statements: 4,
    publishes: true,
    act: (api) => api('POST', 'tasks', sample(randomInt(1e6))),
  },
  {
    name: 'complete',
    share: 2,
    statements: 8,
    publishes: true,
    act: (api, person) => api('POST', `tasks/${anyOf(person)}/complete`),
  },
];

function anyOf({ tasks }: Person): string {
  return pick(tasks, randomInt(tasks.length));
}
