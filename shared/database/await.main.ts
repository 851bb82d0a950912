import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { loadConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { schemaIsCurrent } from './migration.files.ts';
import { openOrm } from './orm.ts';

/**
 * Ends when every `host:port` on the command line accepts connections and, if there is a DATABASE_URL, the schema is current. In
 * a cluster it runs before a service and its sidecar, which would end if one of these were missing.
 */
const logger = createLogger('await', 'info');
const { DATABASE_URL } = loadConfig(z.object({ DATABASE_URL: z.url().optional() }), process.env);
const orm = DATABASE_URL ? await openOrm(DATABASE_URL, createLogger('await', 'error'), { size: 1 }) : undefined;

const needs = process.argv.slice(2).map((address) => ({ name: address, isThere: () => accepts(address) }));
if (orm) needs.push({ name: 'the current schema', isThere: () => schemaIsCurrent(orm.em.fork()).catch(() => false) });

let reported = '';
while (true) {
  const there = await Promise.all(needs.map(({ isThere }) => isThere()));
  const missing = needs.filter((_, at) => !there[at]).map(({ name }) => name);
  if (missing.length === 0) break;
  if (reported !== missing.join()) logger.info({ missing }, 'Waiting for what the service needs.');
  reported = missing.join();
  await delay(500);
}
await orm?.close();

async function accepts(address: string): Promise<boolean> {
  const colon = address.lastIndexOf(':');
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host: address.slice(0, colon), port: Number(address.slice(colon + 1)), timeout: 3000 });
  socket.on('connect', () => resolve(true));
  socket.on('error', () => resolve(false));
  socket.on('timeout', () => resolve(false));
  return promise.finally(() => socket.destroy());
}
