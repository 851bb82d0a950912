import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import { daprConfig } from '../../infra/local/daprd/config.ts';
import type { Kafka } from '../../infra/local/daprd/kafka.ts';
import { startDaprSystem } from '../../infra/local/daprd/system.ts';
import { backlog, isEmpty } from '../../infra/local/daprd/topics.ts';
import { planReplicas } from '../../infra/local/daprd/topology.ts';
import { freePort } from '../../infra/local/resources/free-port.ts';
import { type System, startSystem } from '../../infra/local/system.ts';
import { type Client, registerClient } from '../support/api-client.ts';
import { eventually } from '../support/eventually.ts';
import { generousLimits } from '../support/generous-limits.ts';
import { startInNewFolder } from '../support/services/throw-away-system.ts';
import type { SidecarRuntime } from './sidecar-runtime.ts';

const settleMs = 300_000;

export interface BenchSystem {
  system: System;
  /** Kafka, if the system runs on it. */
  kafka?: Kafka;
  dataDir: string;
  bareUrl: string;
  user: { id: string; token: string };
  /** Several, `user` among them. */
  users: readonly { id: string; token: string }[];
  /** Resolves when all committed events are published and consumed. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export type DaprBenchSystem = BenchSystem & { kafka: Kafka };

/** Starts the whole system and the bare server, on free ports and in a new folder. */
export async function startBenchSystem(runtime: SidecarRuntime): Promise<BenchSystem> {
  const system = await startOnRuntime(runtime);
  const users = await Promise.all(Array.from({ length: 8 }, () => registerClient(system.urls.backend)));
  const [user] = users as [Client];
  const barePort = await freePort();
  const bareArguments = [String(barePort), system.secrets.backend.DATABASE_URL, ...users.map(({ userId }) => userId)];
  const bare = fork(join(import.meta.dirname, 'limit/bare.server.ts'), bareArguments);
  await once(bare, 'message');
  const database = new pg.Pool({ connectionString: system.secrets.backend.DATABASE_URL, max: 1 });
  const { kafka, dataDir } = system;
  return {
    system,
    dataDir,
    ...(kafka ? { kafka } : {}),
    bareUrl: `http://127.0.0.1:${barePort}`,
    user: identityOf(user),
    users: users.map(identityOf),
    async settled() {
      const left = `select 1 from outbox_event where topic <> 'bare' limit 1`;
      await eventually('the outbox is empty', async () => (await database.query(left)).rowCount === 0, settleMs);
      // The stand-in acknowledges events only after they were consumed, so only Kafka needs this wait.
      if (kafka) await eventually('everything is consumed', async () => isEmpty(await backlog(kafka)), settleMs);
    },
    async stop() {
      bare.kill();
      await database.end();
      await system.stop();
    },
  };
}

const identityOf = ({ userId, token }: Client) => ({ id: userId, token });

function startOnRuntime(runtime: SidecarRuntime): Promise<System & { dataDir: string; kafka?: Kafka }> {
  const env = generousLimits;
  if (runtime === 'stand-in')
    return startInNewFolder((options) => startSystem({ ...options, env, eventsEnabled: true }));
  return startInNewFolder(async (options) =>
    startDaprSystem({ ...options, env, ...daprConfig(), replicas: await planReplicas(options.ports, 1) }),
  );
}

const agent = new Agent({ keepAlive: true });

/** Sends a request as a user's client does and returns the parsed response. */
export async function send(method: string, url: string, token: string, body?: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
  return JSON.parse(await exchange(method, url, headers, body));
}

/** Sends a request with little overhead. Both sides use it, because its cost is part of every result. */
export function exchange(method: string, url: string, headers: Record<string, string>, body?: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if ((response.statusCode ?? 500) < 300) resolve(text);
        else reject(new Error(`${method} ${url} answered ${response.statusCode}: ${text.slice(0, 200)}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body && JSON.stringify(body));
  });
}
