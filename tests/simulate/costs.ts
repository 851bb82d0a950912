import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Habit } from '../load/habits.ts';

/** The parts of the system that take time of a processor. `kernel` is what no process accounts for, such as the network. */
export const parts = [
  'client',
  'backend',
  'postgres',
  'sidecar',
  'recurring',
  'notification',
  'websocket',
  'kernel',
] as const;
export type Part = (typeof parts)[number];

/** What a kind of request takes of a processor in each part, in ms, until its events are consumed. */
export interface RequestCost extends Omit<Habit, 'act'> {
  readonly ms: Readonly<Record<Part, number>>;
}

export interface Costs {
  /** The machine and the time of the measurement. */
  readonly measured: string;
  readonly requests: readonly RequestCost[];
}

export const costsFile = join(import.meta.dirname, 'costs.json');

export async function readCosts(): Promise<Costs> {
  return JSON.parse(await readFile(costsFile, 'utf8'));
}

/** Returns what a request of the mix takes in a part, on average, in ms. */
export function meanCost({ requests }: Costs, part: Part): number {
  const shares = requests.reduce((sum, { share }) => sum + share, 0);
  return requests.reduce((sum, { share, ms }) => sum + share * ms[part], 0) / shares;
}
