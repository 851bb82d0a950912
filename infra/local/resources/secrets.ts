import { createHmac } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { freshVapidKey } from '../../stack/secrets/fresh-secrets.ts';
import { newSecrets } from '../../stack/secrets/new-secrets.ts';
import { StartError } from '../start-error.ts';

const credentialsSchema = z.object({
  superuserPassword: z.string(),
  ownerPassword: z.string(),
  applicationPassword: z.string(),
  stateStorePassword: z.string(),
  jwtPrivateKey: z.string(),
  jwtPublicKey: z.string(),
  daprApiToken: z.string(),
  appApiToken: z.string(),
  vapidPrivateKey: z.string(),
});

/** Passwords, keys and tokens. The first start generates them. Later starts need the same ones for the database and sessions. */
export type Credentials = z.infer<typeof credentialsSchema>;

/** The content of Dapr's secret store, as secret name to key to value. */
export interface Secrets {
  readonly backend: { DATABASE_URL: string; JWT_PRIVATE_KEY: string; JWT_PUBLIC_KEY: string };
  readonly notification: { DATABASE_URL: string; VAPID_PRIVATE_KEY: string };
  readonly websocket: { JWT_PUBLIC_KEY: string };
  readonly statestore: { connectionString: string };
}

/** Reads the credentials, or generates them. They are not in `secrets.json`, so no application can read them. */
export async function loadCredentials(dataDir: string): Promise<Credentials> {
  const path = join(dataDir, 'generated.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (text === undefined) {
    const credentials = credentialsSchema.parse(newSecrets());
    await writePrivately(path, credentials);
    return credentials;
  }
  const credentials = parsed(text);
  if (!credentials) {
    throw new StartError(`${path} is damaged. Restore it, or remove ${dataDir} to start over with an empty database.`);
  }
  // Earlier versions made no such key.
  if (credentials.vapidPrivateKey) return { ...credentials, vapidPrivateKey: credentials.vapidPrivateKey };
  const completed = { ...credentials, vapidPrivateKey: freshVapidKey() };
  await writePrivately(path, completed);
  return completed;
}

function parsed(text: string) {
  try {
    return credentialsSchema.partial({ vapidPrivateKey: true }).parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Derives a separate token for each purpose. One token does not reveal another. */
export function tokenFor(purpose: string, { daprApiToken }: Credentials): string {
  return createHmac('sha256', daprApiToken).update(purpose).digest('hex');
}

/** The tokens by which an app and its sidecar authenticate each other. */
export interface AppTokens {
  /** The token that the app sends (DAPR_API_TOKEN). */
  apiToken: string;
  /** The token that the sidecar sends (APP_API_TOKEN). */
  appApiToken: string;
}

export function tokensOf(app: string, credentials: Credentials): AppTokens {
  return { apiToken: tokenFor(`sidecar of ${app}`, credentials), appApiToken: tokenFor(`app ${app}`, credentials) };
}

export function databaseUrl(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Writes the file behind the secret store. @returns its path and content. */
export async function writeSecrets(dataDir: string, credentials: Credentials, postgresPort: number) {
  const applicationUrl = databaseUrl('todo', credentials.applicationPassword, postgresPort, 'todo');
  const stateUrl = databaseUrl('todo_dapr', credentials.stateStorePassword, postgresPort, 'dapr');
  const secrets: Secrets = {
    backend: {
      DATABASE_URL: applicationUrl,
      JWT_PRIVATE_KEY: credentials.jwtPrivateKey,
      JWT_PUBLIC_KEY: credentials.jwtPublicKey,
    },
    notification: { DATABASE_URL: applicationUrl, VAPID_PRIVATE_KEY: credentials.vapidPrivateKey },
    websocket: { JWT_PUBLIC_KEY: credentials.jwtPublicKey },
    statestore: { connectionString: `${stateUrl}?sslmode=disable` },
  };
  const path = join(dataDir, 'secrets.json');
  await writePrivately(path, secrets);
  return { path, secrets };
}

/** Replaces a file atomically, so a crash leaves the old or the new content. Only the owner may read it. */
async function writePrivately(path: string, content: unknown): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}
