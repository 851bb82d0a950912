import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { parseDocument } from 'yaml';
import { environment, inheritedEnvironment } from '../../../infra/local/config.ts';
import { daprdEnvironment, daprdFlags } from '../../../infra/local/daprd/flags.ts';
import { openLog } from '../../../infra/local/processes/process-log.ts';
import { startProgram } from '../../../infra/local/processes/program.ts';
import { freePort } from '../../../infra/local/resources/free-port.ts';
import { pubsubOf } from '../../../shared/events/topics.ts';
import { eventually } from '../../support/eventually.ts';
import { type DaprBenchSystem, exchange } from '../bench-system.ts';

const appId = 'bench-delivery';
const pubsub = pubsubOf['task-updates'];

export interface RawDelivery {
  /** Resolves with the milliseconds from the publish of an event until the bare app has it. */
  deliver(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Publishes events through the backend's daprd, broker and component to another daprd with a bare app, which are the hops of a
 * live update without our services. It uses a new topic, which is deleted at the end.
 * @param sample an event like a live update.
 */
export async function startRawDelivery(
  { system, kafka, dataDir }: DaprBenchSystem,
  sample: { subject: string },
): Promise<RawDelivery> {
  const topic = `bench-${randomBytes(4).toString('hex')}`;
  await kafka.createTopics([topic], await kafka.partitionCount('task-updates'));
  const appPort = await freePort();
  const app = fork(join(import.meta.dirname, 'delivery.server.ts'), [String(appPort), pubsub, topic]);
  await once(app, 'message');
  const { tokens } = system.secrets;
  const log = openLog(join(dataDir, 'logs', `${appId}.daprd.log`), () => {});
  const daprd = startProgram({
    name: 'daprd of the bare app',
    command: 'daprd',
    args: daprdFlags({
      appId,
      appPort,
      componentsFolder: await componentsFor(dataDir),
      configFile: join(dataDir, 'dapr', 'config', 'websocket.yaml'),
      httpPort: await freePort(),
      grpcPort: await freePort(),
      internalGrpcPort: await freePort(),
    }),
    env: { ...inheritedEnvironment(environment), ...daprdEnvironment(tokens.websocket) },
    log,
  });

  const arrivals = new Map<string, (at: bigint) => void>();
  app.on('message', ({ id, at }: { id: string; at: string }) => {
    arrivals.get(id)?.(BigInt(at));
    arrivals.delete(id);
  });
  const headers = { 'content-type': 'application/cloudevents+json', 'dapr-api-token': tokens.backend.apiToken };
  const publish = (id: string) => {
    const { BACKEND_DAPR_PORT } = system.ports;
    const url = `http://127.0.0.1:${BACKEND_DAPR_PORT}/v1.0/publish/${pubsub}/${topic}?metadata.partitionKey=${sample.subject}`;
    return exchange('POST', url, headers, { ...sample, id });
  };
  const stop = async () => {
    await daprd.stop();
    log.close();
    app.kill();
    await kafka.deleteTopics([topic]);
  };
  let joined = false;
  const greeting = uuidv7();
  arrivals.set(greeting, () => {
    joined = true;
  });
  try {
    const greet = () => joined || publish(greeting).then(() => joined);
    await eventually('the bare app consumes', greet, 60_000);
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    stop,
    async deliver() {
      const id = uuidv7();
      const arrived = new Promise<bigint>((resolve) => arrivals.set(id, resolve));
      // This clock is the same in all processes of the machine.
      const start = process.hrtime.bigint();
      const [at] = await Promise.all([arrived, publish(id)]);
      return Number(at - start) / 1e6;
    },
  };
}

/** Creates a folder with the system's component and policies, extended to one more app. */
async function componentsFor(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'dapr', appId);
  await mkdir(folder);
  for (const file of [`${pubsub}.yaml`, 'resiliency.yaml']) {
    const document = parseDocument(await readFile(join(dataDir, 'dapr', 'components', file), 'utf8'));
    document.set('scopes', [appId]);
    await writeFile(join(folder, file), String(document));
  }
  return folder;
}
