import { z } from 'zod';
import { connectionLimits } from '../../../shared/limits.ts';

const count = z.coerce.number().int().min(1);

/** Every limit of what one person or address may ask of the backend: environment variables and their defaults. */
export const limitSettings = {
  ...connectionLimits,
  /** Register and login, a minute and address. */
  AUTH_REQUESTS_PER_MINUTE: count.default(30),
  /** Attempts to sign in to one account from one address that need not wait. Each further one waits twice as long. */
  LOGIN_ATTEMPTS: count.default(4),
  /** The same for one account and all addresses together from which nobody has signed in to it. */
  LOGIN_ATTEMPTS_ELSEWHERE: count.default(20),
  /** The longest of these waits. */
  LOGIN_WAIT_SECONDS: count.default(15 * 60),
  /** For so long an address counts as known after a sign-in. */
  LOGIN_KNOWN_DAYS: count.default(90),
  /** Tasks of one person, and the text of all of them in bytes. */
  TASKS_PER_PERSON: count.default(200_000),
  TASK_BYTES_PER_PERSON: count.default(200_000_000),
  /** Requests of one person that write, and the tasks that they change, for each replica of the backend. */
  WRITES_PER_MINUTE: count.default(3_000),
  WRITES_PER_DAY: count.default(200_000),
  /** Bodies of more than 64 kB (imports, large batches) that one person may send at a time, for each replica. */
  LARGE_BODIES_AT_ONCE: count.default(3),
};

const schema = z.object(limitSettings);
export type Limits = z.output<typeof schema>;
export const defaultLimits: Limits = schema.parse({});
