import { z } from 'zod';
import { connectionLimits } from '../../../shared/limits.ts';

const count = z.coerce.number().int().min(1);

/** The limits of what one user or address may ask of the backend: environment variables and their defaults. */
export const limitSettings = {
  ...connectionLimits,
  /** Register and login, a minute and address. */
  AUTH_REQUESTS_PER_MINUTE: count.default(30),
  /**
   * The number of attempts to sign in to one account from one address without a wait. Each further attempt waits twice as long.
   */
  LOGIN_ATTEMPTS: count.default(4),
  /** The same for one account and all addresses from which nobody has signed in to it. */
  LOGIN_ATTEMPTS_ELSEWHERE: count.default(20),
  /** The longest of these waits. */
  LOGIN_WAIT_SECONDS: count.default(15 * 60),
  /** The longest time of one database statement: of a request that reads, of one that writes, and of an export or import. */
  READ_STATEMENT_SECONDS: count.default(5),
  WRITE_STATEMENT_SECONDS: count.default(30),
  TRANSFER_STATEMENT_SECONDS: count.default(120),
  /** The most connections to the database of one user at once, and the most requests that wait for one. */
  CONNECTIONS_PER_PERSON: count.default(2),
  REQUESTS_WAITING_PER_PERSON: count.default(100),
  /** The most searches and chat messages of one user at once, and the most that wait for their turn. */
  SEARCHES_AT_ONCE: count.default(2),
  SEARCHES_WAITING: count.default(20),
  /** The longest time that a request waits for a connection to the database. */
  DATABASE_WAIT_SECONDS: count.default(5),
  /** An address counts as known for this long after a sign-in. */
  LOGIN_KNOWN_DAYS: count.default(90),
  /** The most sessions of one user. A sign-in beyond it ends the session that was used least recently. */
  SESSIONS_PER_PERSON: count.default(100),
  /** How long a link for a new password works, and how long an account waits for the next one. */
  RESET_SECONDS: count.default(15 * 60),
  RESET_WAIT_SECONDS: count.default(60),
  /** The most API tokens of one user. */
  TOKENS_PER_PERSON: count.default(50),
  /** The most tasks of one user, and the most bytes of their text. */
  TASKS_PER_PERSON: count.default(200_000),
  TASK_BYTES_PER_PERSON: count.default(200_000_000),
  /** The most tasks that one step may change: those that a request names, and their subtasks. */
  TASKS_AT_ONCE: count.default(5_000),
  /** The most lists and kept views of one user, and the most tasks of a list that is deleted in one step. */
  LISTS_PER_PERSON: count.default(500),
  VIEWS_PER_PERSON: count.default(200),
  TASKS_PER_DELETED_LIST: count.default(10_000),
  /** The most requests of one user that write, and the most tasks that they change, for each replica of the backend. */
  WRITES_PER_MINUTE: count.default(3_000),
  WRITES_PER_DAY: count.default(200_000),
  /** The most imports, exports and batches over 64 kB of one user at a time, for each replica. */
  LARGE_BODIES_AT_ONCE: count.default(2),
  /** The most bytes of such bodies that are received or processed at a time, for each replica. One user may have half of them. */
  LARGE_BODY_BYTES: count.min(2 * 2 ** 25).default(2 * 2 ** 25),
  /**
   * The most values of one task in a JSON file, and the most properties, parameters and values of a calendar: more than anything has
   * that is imported. Values of nothing take ten times their size in memory.
   */
  IMPORT_VALUES_PER_TASK: count.default(5_000),
  IMPORT_VALUES_PER_CALENDAR: count.default(250_000),
};

const schema = z.object(limitSettings);
export type Limits = z.output<typeof schema>;
export type ImportLimits = Pick<
  Limits,
  'JSON_LEVELS' | 'JSON_FIELDS' | 'IMPORT_VALUES_PER_TASK' | 'IMPORT_VALUES_PER_CALENDAR'
>;
export const defaultLimits: Limits = schema.parse({});
