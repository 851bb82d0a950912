import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
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
  const [status, body] = await read().catch((error: Error) => [0, `${error.message}: ${error.cause}`] as const);
  const said = status === 200 ? '' : body.slice(0, 300);
  const at = performance.timeOrigin + start;
  process.send?.({ status, said, at, ms: performance.now() - start } satisfies BystanderResponse);
}, 100);

/** Reads from another address than the one from which the hostile requests come. */
async function read() {
  const options = { localAddress: '127.0.0.2', headers: { authorization: `Bearer ${BYSTANDER_TOKEN}` } };
  const [response] = (await once(get(BYSTANDER_URL, options), 'response')) as [IncomingMessage];
  return [response.statusCode ?? 0, await text(response)] as const;
}

process.on('disconnect', () => process.exit());
