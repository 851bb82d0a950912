import { v7 as uuidv7 } from 'uuid';
import { type System, startSystem } from '../../infra/local/system.ts';
import { send } from '../bench/bench-system.ts';
import { signUpBySql } from '../support/backend/sign-up-by-sql.ts';
import { generousLimits } from '../support/generous-limits.ts';
import { startInNewFolder } from '../support/services/throw-away-system.ts';

export interface Person {
  id: string;
  token: string;
  /** The ids of the user's tasks. */
  tasks: string[];
}

const [persons, batches, batchSize] = [200, 5, 50];
const tags = ['home', 'work', 'errands', 'reading', 'garden'];
const words = ['rent', 'milk', 'report', 'dentist', 'plants', 'invoice', 'birthday', 'bicycle', 'library', 'passport'];

/** Starts the system as `npm start` does, in a new folder, with users who already have tasks. */
export async function startLoadedSystem(): Promise<{ system: System; people: Person[] }> {
  const system = await startInNewFolder((options) =>
    startSystem({ ...options, eventsEnabled: true, env: generousLimits }),
  );
  try {
    const people = await signUp(system);
    for (const person of people) {
      for (let batch = 0; batch < batches; batch += 1) {
        const body = { tasks: Array.from({ length: batchSize }, (_, index) => sample(batch * batchSize + index)) };
        const url = `${system.urls.backend}/api/tasks/batch`;
        const { items } = (await send('POST', url, person.token, body)) as { items: { id: string }[] };
        person.tasks.push(...items.map(({ id }) => id));
      }
    }
    return { system, people };
  } catch (error) {
    await system.stop();
    throw error;
  }
}

async function signUp({ secrets }: System): Promise<Person[]> {
  const ids = Array.from({ length: persons }, () => uuidv7());
  const tokens = await signUpBySql(secrets.backend, ids);
  return ids.map((id, index) => ({ id, token: tokens[index]!, tasks: [] }));
}

export function sample(number: number): object {
  const day = new Date(Date.now() + (number % 60) * 86_400_000).toISOString().slice(0, 10);
  return {
    title: `${pick(words, number)} and ${pick(words, number * 7 + 3)}, number ${number}`,
    description: number % 3 === 0 ? 'With a note of a line or two, as people write them.' : '',
    priority: pick(['low', 'medium', 'medium', 'high', 'urgent'], number),
    tags: number % 2 ? [pick(tags, number)] : [],
    ...(number % 2 ? { due: { date: day, time: number % 4 === 1 ? '09:00' : null } } : {}),
  };
}

export function pick<Item>(items: readonly Item[], number: number): Item {
  return items[number % items.length]!;
}
