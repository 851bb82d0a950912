import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { root } from '../../infra/local/config.ts';
import { daprConfig } from '../../infra/local/daprd/config.ts';
import { sidecarOf } from '../../infra/local/daprd/layout.ts';
import { type DaprSystem, startDaprSystem } from '../../infra/local/daprd/system.ts';
import { backlog, isEmpty } from '../../infra/local/daprd/topics.ts';
import { type DaprReplica, planReplicas } from '../../infra/local/daprd/topology.ts';
import type { ServiceName } from '../../infra/local/processes/process-plan.ts';
import { isUp } from '../../infra/local/processes/program.ts';
import { freePort } from '../../infra/local/resources/free-port.ts';
import type { SystemEvent } from '../../infra/local/system.ts';
import { eventually } from '../support/eventually.ts';
import { generousLimits } from '../support/generous-limits.ts';
import { freePorts } from '../support/services/local-system.ts';
import { DeliveryProxy } from './delivery.proxy.ts';
import { History } from './history.ts';

const replicasOfEach = 2;
const clockJump = new URL('./clock-jump.mjs', import.meta.url).href;

/** The system under test: two replicas of each service, each with a daprd and a proxy that can make deliveries fail. */
export interface TestSystem {
  system: DaprSystem;
  /** A connection as superuser. Do not use it while PostgreSQL is down. */
  database: pg.Pool;
  replicas: readonly DaprReplica[];
  proxies: ReadonlyMap<string, DeliveryProxy>;
  history: History;
  /** The processes that ended although no test ended them. */
  accidents: string[];
  /** Ends a process by a signal and waits until its successor is ready. */
  restart(process: string, signal: NodeJS.Signals): Promise<void>;
  /** Shifts the wall clock of a service's second replica by `offsetMs`. */
  setClock(service: ServiceName, offsetMs: number): Promise<void>;
  /** Returns the numbers of unpublished and of unconsumed events. */
  backlog(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

export async function startFaultSystem(folder: string): Promise<TestSystem> {
  const dataDir = resolve(root, folder);
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  const ports = await freePorts();
  const replicas = await planReplicas(ports, replicasOfEach);
  const history = new History();
  const proxies = new Map<string, DeliveryProxy>();
  const proxyPorts = new Map<string, number>();
  for (const { service, name, port } of replicas) {
    // Each replica of the websocket service gets every event. Replicas of the other services share the events.
    const consumer = service === 'websocket' ? name : service;
    const proxy = new DeliveryProxy(port, (delivery) => history.note(consumer, delivery));
    proxies.set(name, proxy);
    proxyPorts.set(name, await freePort());
    await proxy.listen(proxyPorts.get(name)!);
  }
  const clockFile = (name: string) => join(dataDir, `${name}.clock`);
  for (const { name } of replicas) await writeFile(clockFile(name), '0');

  const ourDoing = new Set<string>();
  const accidents: string[] = [];
  const onEvent = (event: SystemEvent) => {
    if (event.type !== 'exited' || ourDoing.has(event.process)) return;
    const { code, signal } = event.exit;
    accidents.push(`${event.process} ended by itself (${signal ?? `exit code ${code}`})`);
  };
  const system = await startDaprSystem({
    ...daprConfig(),
    ports,
    replicas,
    dataDir,
    onEvent,
    frontend: false,
    throwAway: true,
    env: generousLimits,
    appPortOf: ({ name }) => proxyPorts.get(name)!,
    replicaEnv: ({ name }) =>
      name.endsWith('-2') ? { NODE_OPTIONS: `--import ${clockJump}`, CLOCK_JUMP_FILE: clockFile(name) } : {},
  });
  const database = new pg.Pool({ connectionString: system.urls.database, max: 2 });
  database.on('error', () => undefined); // PostgreSQL is restarted during the test

  const readyUrl = (process: string) => {
    const replica = replicas.find(({ name }) => name === process || sidecarOf(name) === process);
    if (!replica) return undefined;
    return process === replica.name
      ? `http://127.0.0.1:${replica.port}/readyz`
      : `http://127.0.0.1:${replica.sidecarPort}/v1.0/healthz`;
  };
  const testSystem: TestSystem = {
    system,
    database,
    replicas,
    proxies,
    history,
    accidents,
    async restart(process, signal) {
      const supervised = system.processes.get(process)!;
      const before = supervised.restarts;
      ourDoing.add(process);
      await eventually(`${process} runs`, () => supervised.kill(signal), 60_000);
      await eventually(`${process} is there again`, () => supervised.restarts > before, 60_000);
      ourDoing.delete(process);
      const url = readyUrl(process);
      if (url) await eventually(`${process} works`, () => isUp(url), 60_000);
    },
    async setClock(service, offsetMs) {
      const name = `${service}-2`;
      await writeFile(clockFile(name), String(offsetMs));
      system.processes.get(name)!.kill('SIGUSR2');
    },
    async backlog() {
      const { rows } = await database.query<{ outbox: string }>('select count(*) as outbox from outbox_event');
      return { outbox: Number(rows[0]?.outbox), ...(await backlog(system.kafka)) };
    },
    async stop() {
      await database.end();
      await system.stop();
      for (const proxy of proxies.values()) proxy.close();
    },
  };
  await forgetEarlierRuns(testSystem);
  return testSystem;
}

/** Waits until events of earlier runs are consumed, and deletes their dead letters. They belong to tasks of another database. */
async function forgetEarlierRuns({ database, backlog }: TestSystem): Promise<void> {
  await eventually('nothing is left of an earlier run', async () => isEmpty(await backlog()), 60_000);
  await database.query('delete from dead_letter');
}
