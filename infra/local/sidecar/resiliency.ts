import { z } from 'zod';

const names = z.object({ timeout: z.string().optional(), retry: z.string().optional() }).default({});
const schema = z.object({
  spec: z.object({
    policies: z.object({
      timeouts: z.record(z.string(), z.string()).default({}),
      retries: z
        .record(
          z.string(),
          z.object({
            policy: z.enum(['constant', 'exponential']).default('constant'),
            duration: z.string().default('5s'),
            maxInterval: z.string().default('60s'),
            maxRetries: z.number().default(-1),
            matching: z.object({ httpStatusCodes: z.string().optional() }).optional(),
          }),
        )
        .default({}),
    }),
    targets: z.object({
      apps: z.record(z.string(), names).default({}),
      components: z.record(z.string(), z.object({ inbound: names })).default({}),
    }),
  }),
});

export interface Policy {
  timeoutMs: number;
  maxRetries: number;
  /** Returns the pause before the n-th retry, counted from 1. */
  backoffMs(retry: number): number;
  retriesStatus(status: number): boolean;
}

/** The policies of a Resiliency resource. The stand-in has no circuit breakers. */
export interface Resiliency {
  inbound(component: string): Policy;
  app(appId: string): Policy;
}

export function readResiliency(documents: Record<string, unknown>[]): Resiliency {
  const document = documents.find(({ kind }) => kind === 'Resiliency');
  if (!document)
    throw new Error('The component folder holds no Resiliency: without one the first failure dead-letters');
  const { policies, targets } = schema.parse(document).spec;

  const policy = (used: { timeout?: string | undefined; retry?: string | undefined } = {}): Policy => {
    const timeout = used.timeout === undefined ? undefined : policies.timeouts[used.timeout];
    const retry = used.retry === undefined ? undefined : policies.retries[used.retry];
    const codes = retry?.matching?.httpStatusCodes;
    return {
      timeoutMs: timeout === undefined ? 60_000 : durationMs(timeout),
      // Like in daprd, -1 means without limit.
      maxRetries: retry === undefined ? 0 : retry.maxRetries < 0 ? Number.POSITIVE_INFINITY : retry.maxRetries,
      backoffMs: (n) => {
        if (retry?.policy !== 'exponential') return retry ? durationMs(retry.duration) : 0;
        return Math.min(durationMs(retry.maxInterval), 500 * 1.5 ** (n - 1));
      },
      retriesStatus: (status) => codes === undefined || matches(codes, status),
    };
  };
  return {
    inbound: (component) => policy(targets.components[component]?.inbound),
    app: (appId) => policy(targets.apps[appId]),
  };
}

/** Returns whether a status is in a list of codes such as `429,502-504`. */
function matches(codes: string, status: number): boolean {
  return codes.split(',').some((range) => {
    const [from, to = from] = range.split('-').map(Number);
    return from !== undefined && to !== undefined && status >= from && status <= to;
  });
}

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Returns the milliseconds of a Go duration such as `200ms`, `10s` or `1m30s`. */
export function durationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) {
    throw new Error(`'${text}' is not a duration such as 200ms, 10s or 1m30s`);
  }
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * unitMs[unit as keyof typeof unitMs], 0);
}
