import { z } from 'zod';
import { Counter, type Registry } from '../../shared/http/metrics.ts';

const count = z.coerce.number().int().min(1);

/** Every limit of what one person or address may ask of the backend: environment variables and their defaults. */
export const limitSettings = {
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
};

const schema = z.object(limitSettings);
export type Limits = z.output<typeof schema>;
export const defaultLimits: Limits = schema.parse({});

/** Counts that a limit refused something. */
export type CountRefusal = (limit: string) => void;

export function refusalCounter(metrics: Registry): CountRefusal {
  const counter = new Counter({
    name: 'limit_refusals_total',
    help: 'What a limit of one person or address refused, by limit',
    labelNames: ['limit'],
    registers: [metrics],
  });
  return (limit) => counter.inc({ limit });
}
