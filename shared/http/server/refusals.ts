import { Counter, type Registry } from '../metrics.ts';

/** Counts that a limit refused something. */
export type CountRefusal = (limit: string) => void;

const name = 'limit_refusals_total';

/** Returns the counter of all limits of a service. */
export function refusalCounter(metrics: Registry): CountRefusal {
  const counter = (metrics.getSingleMetric(name) as Counter<'limit'> | undefined) ?? newCounter(metrics);
  return (limit) => counter.inc({ limit });
}

function newCounter(metrics: Registry): Counter<'limit'> {
  const help = 'What a limit of one person or address refused, by limit';
  return new Counter({ name, help, labelNames: ['limit'], registers: [metrics] });
}
