import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { clientOf, password, request } from '../../shared/testing/api-client.ts';
import { eventually } from '../../shared/testing/eventually.ts';
import { freePort } from '../local/free-port.ts';
import { loadGenerated } from '../local/secrets.ts';
import { type System, startSystem } from '../local/system.ts';
import { freePorts } from '../local/testing.ts';

export interface BenchSystem {
  system: System;
  bareUrl: string;
  user: { id: string; token: string };
  /** What the sidecars ask of their callers. */
  daprApiToken: string;
  /** Resolves when everything committed is published. */
  outboxDrained(): Promise<void>;
  stop(): Promise<void>;
}

/** The whole system as `npm start` runs it, beside the bare server, on free ports and in a folder of its own. */
export async function startBenchSystem(): Promise<BenchSystem> {
  const dataDir = await mkdtemp(join(tmpdir(), 'todo-bench-'));
  const system = await startSystem({ phase5: true, dataDir, ports: await freePorts(), frontend: false });
  const email = 'bench@example.com';
  const { body } = await request(`${system.urls.backend}/api/auth/register`, 'POST', { email, password });
  const { userId, token } = clientOf(system.urls.backend, { ...body, email });
  const barePort = await freePort();
  const bare = fork(join(import.meta.dirname, 'bare.server.ts'), [
    ...[String(barePort), system.secrets.backend.DATABASE_URL, userId],
  ]);
  await once(bare, 'message');
  const database = new pg.Pool({ connectionString: system.secrets.backend.DATABASE_URL, max: 1 });
  return {
    system,
    bareUrl: `http://127.0.0.1:${barePort}`,
    user: { id: userId, token },
    daprApiToken: (await loadGenerated(dataDir)).daprApiToken,
    async outboxDrained() {
      const left = `select 1 from outbox_event where topic <> 'bare' limit 1`;
      await eventually('the outbox is empty', async () => (await database.query(left)).rowCount === 0, 120_000);
    },
    async stop() {
      bare.kill();
      await database.end();
      await system.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const agent = new Agent({ keepAlive: true });

/** A lean client, the same for both sides: what it costs is part of every figure. */
export function send(method: string, url: string, token: string, body?: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const outgoing = httpRequest(url, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if ((response.statusCode ?? 500) < 300) resolve(JSON.parse(text));
        else reject(new Error(`${method} ${url} answered ${response.statusCode}: ${text.slice(0, 200)}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body && JSON.stringify(body));
  });
}
