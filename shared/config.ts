import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { connectionLimits } from './limits.ts';

export type Environment = Record<string, string | undefined>;

/** The configuration is not usable. The message names the variables and the reasons, and no value, because it may be a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads and validates configuration once, and freezes it. `KEY_FILE` names a file that holds the value of `KEY`
 * (the convention of container secrets). An empty variable counts as absent.
 */
export function loadConfig<Schema extends z.ZodObject>(schema: Schema, env: Environment): Readonly<z.infer<Schema>> {
  const given = Object.fromEntries(Object.keys(schema.shape).map((key) => [key, read(key, env)]));
  const result = schema.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const reasons = result.error.issues.map((issue) => {
    const key = String(issue.path[0]);
    return `  ${key}: ${given[key] === undefined ? 'is missing' : issue.message}`;
  });
  throw new ConfigError(
    `The configuration is not usable. Set or correct these environment variables:\n${reasons.join('\n')}`,
  );
}

/** Loads the configuration at the start of a program. If it is not usable, writes the reasons to standard error and ends the program. */
export function configOrExit<Schema extends z.ZodObject>(schema: Schema, env: Environment): Readonly<z.infer<Schema>> {
  try {
    return loadConfig(schema, env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

function read(key: string, env: Environment): string | undefined {
  const file = env[`${key}_FILE`];
  if (env[key] || !file) return env[key] || undefined;
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    throw new ConfigError(`The file that ${key}_FILE names cannot be read: ${file}`);
  }
}

const aPort = 'Must be a port, from 1 to 65535.';
export const port = z.coerce.number(aPort).int(aPort).min(1, aPort).max(65535, aPort);
export const flag = z.enum(['true', 'false'], 'Must be true or false.').transform((value) => value === 'true');

/** The settings of every service. */
export const serviceSettings = {
  ...connectionLimits,
  /**
   * A service that is told to stop goes on for this time, in which each response closes its connection. Then no proxy sends a request
   * on a connection that is just being closed. A cluster, where others take over, sets it.
   */
  CLOSING_SECONDS: z.coerce.number().int().min(0).max(10).default(0),
  HOST: z.string().default('0.0.0.0'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** The base address of an OpenTelemetry collector (OTLP over HTTP), e.g. http://localhost:4318. Without it no spans are recorded. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'Must be an address such as http://localhost:4318.' })
    .optional(),
};

/** The settings by which a service and its sidecar find and trust each other. Dapr sets the ports and the tokens. */
export const sidecarSettings = {
  DAPR_HOST: z.string().default('127.0.0.1'),
  DAPR_HTTP_PORT: port,
  /** The service sends this token to its sidecar. */
  DAPR_API_TOKEN: z.string().min(16),
  /** The sidecar sends this token to the service. */
  APP_API_TOKEN: z.string().min(16),
};

/** Comma-separated origins, e.g. `http://localhost:3000`, from which a browser may use the session cookie. */
export const origins = z
  .string()
  .transform((value) => value.split(',').map((origin) => origin.trim()))
  .pipe(
    z
      .array(
        z
          .url({ protocol: /^https?$/, error: 'Must be origins such as http://localhost:3000, with commas between.' })
          .transform((origin) => new URL(origin).origin),
      )
      .min(1),
  );
