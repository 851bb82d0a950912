import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadConfig } from '../../../shared/config.ts';
import { environment, type LocalConfig, localConfig } from '../config.ts';
import { StartError } from '../start-error.ts';

const schema = z.object({
  /** The brokers as `host:port,host:port`, without authentication. Default: `localhost:9092`. */
  KAFKA_BROKERS: z.string().default('localhost:9092'),
  /** The partitions of each created topic, which limit how many replicas can consume it at once. Default: 6. */
  KAFKA_PARTITIONS: z.coerce.number().int().min(1).max(100).default(6),
});

const count = z.coerce.number().int().min(1).max(9);

export interface DaprConfig {
  readonly brokers: string;
  readonly partitions: number;
}

export function daprConfig(env: Record<string, string | undefined> = environment): DaprConfig {
  const { KAFKA_BROKERS, KAFKA_PARTITIONS } = loadConfig(schema, env);
  return { brokers: KAFKA_BROKERS, partitions: KAFKA_PARTITIONS };
}

/** Reads the configuration of `npm run start:dapr` from its arguments and the environment. */
export function runConfig(args: string[]): LocalConfig & DaprConfig & { replicas: number } {
  const local = localConfig({ ...environment, PHASE5_ENABLED: 'true' }); // daprd is needed only for events
  let asked: string;
  try {
    asked = parseArgs({ args, options: { replicas: { type: 'string', default: '1' } } }).values.replicas;
  } catch (error) {
    throw new StartError(`${(error as Error).message}. Usage: npm run start:dapr [-- --replicas 2]`);
  }
  const replicas = count.safeParse(asked);
  if (!replicas.success) throw new StartError(`--replicas ${asked}: ask for 1 to 9 of each service.`);
  return { ...local, ...daprConfig(), replicas: replicas.data };
}
