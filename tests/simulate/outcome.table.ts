import { type Part, parts } from './costs.ts';
import type { Outcome } from './replay.ts';

const shown = ['backend', 'postgres', 'sidecar', 'websocket'] as const satisfies Part[];

export const heading = `requests/s   p50 ms   p95 ms   p99 ms   live p95   cores   queues: ${shown.join('  ')}`;

export function row({ wanted, p50, p95, p99, liveP95, cores, queues }: Outcome): string {
  const times = [p50, p95, p99].map((ms) => ms.toFixed(1).padStart(9)).join('');
  const lengths = shown.map((part) => queues[part].toFixed(2).padStart(part.length)).join('  ');
  const start = `${wanted.toFixed(0).padStart(10)}${times}${liveP95.toFixed(1).padStart(11)}${cores.toFixed(2).padStart(8)}`;
  return `${start}           ${lengths}`;
}

/** Where the most requests and events are. */
export function longestQueue({ queues }: Outcome): Part {
  return parts.toSorted((a, b) => queues[b] - queues[a])[0]!;
}
