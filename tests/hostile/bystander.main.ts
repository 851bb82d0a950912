import { z } from 'zod';
import { loadConfig } from '../../shared/config.ts';

const { BYSTANDER_URL, BYSTANDER_TOKEN } = loadConfig(
  z.object({ BYSTANDER_URL: z.url(), BYSTANDER_TOKEN: z.string() }),
  process.env,
);

export interface BystanderResponse {
  status: number;
  /** The beginning of a response that is not the list. */
  said: string;
  /** On the clock of all processes, in milliseconds. */
  at: number;
  ms: number;
}

/** Reads its list ten times a second, and tells its parent how long that took and how it ended. */
setInterval(async () => {
  const start = performance.now();
  const [status, text] = await read().catch((error: Error) => [0, `${error.message}: ${error.cause}`] as const);
  const said = status === 200 ? '' : text.slice(0, 300);
  const at = performance.timeOrigin + start;
  process.send?.({ status, said, at, ms: performance.now() - start } satisfies BystanderResponse);
}, 100);

async function read() {
  const response = await fetch(BYSTANDER_URL, { headers: { authorization: `Bearer ${BYSTANDER_TOKEN}` } });
  return [response.status, await response.text()] as const;
}

process.on('disconnect', () => process.exit());
