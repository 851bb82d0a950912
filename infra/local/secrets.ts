import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { freshSessionKeys, freshToken } from '../stack/secrets/fresh-secrets.ts';
import { StartError } from './start-error.ts';

const generated = z.object({
  superuserPassword: z.string(),
  ownerPassword: z.string(),
  applicationPassword: z.string(),
  stateStorePassword: z.string(),
  jwtPrivateKey: z.string(),
  jwtPublicKey: z.string(),
  daprApiToken: z.string(),
  appApiToken: z.string(),
});

/** Made on the first start and kept, for the database and the sessions of the users depend on them. */
export type Generated = z.infer<typeof generated>;

/** The Dapr secret store's content: secret name, then key, then value. */
export interface Secrets {
  readonly backend: { DATABASE_URL: string; JWT_PRIVATE_KEY: string; JWT_PUBLIC_KEY: string };
  readonly notification: { DATABASE_URL: string };
  readonly websocket: { JWT_PUBLIC_KEY: string };
  readonly statestore: { connectionString: string };
}

/** Reads what the first start made up, or makes it up. Beside `secrets.json`, so that no application can ask for it. */
export async function loadGenerated(dataDir: string): Promise<Generated> {
  const path = join(dataDir, 'generated.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (text === undefined) {
    const made = generate();
    await writePrivately(path, made);
    return made;
  }
  try {
    return generated.parse(JSON.parse(text));
  } catch {
    throw new StartError(`${path} is damaged. Restore it, or remove ${dataDir} to start over with an empty database.`);
  }
}

function generate(): Generated {
  const { privateKey, publicKey } = freshSessionKeys();
  return {
    superuserPassword: freshToken(),
    ownerPassword: freshToken(),
    applicationPassword: freshToken(),
    stateStorePassword: freshToken(),
    jwtPrivateKey: privateKey,
    jwtPublicKey: publicKey,
    daprApiToken: freshToken(),
    appApiToken: freshToken(),
  };
}

export function databaseUrl(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Writes the file behind the secret store; answers its path and content. */
export async function writeSecrets(dataDir: string, made: Generated, postgresPort: number) {
  const applicationUrl = databaseUrl('todo', made.applicationPassword, postgresPort, 'todo');
  const stateUrl = databaseUrl('todo_dapr', made.stateStorePassword, postgresPort, 'dapr');
  const secrets: Secrets = {
    backend: { DATABASE_URL: applicationUrl, JWT_PRIVATE_KEY: made.jwtPrivateKey, JWT_PUBLIC_KEY: made.jwtPublicKey },
    notification: { DATABASE_URL: applicationUrl },
    websocket: { JWT_PUBLIC_KEY: made.jwtPublicKey },
    statestore: { connectionString: `${stateUrl}?sslmode=disable` },
  };
  const path = join(dataDir, 'secrets.json');
  await writePrivately(path, secrets);
  return { path, secrets };
}

/** A crash in between leaves the old file or the new one, never half of it. */
async function writePrivately(path: string, content: unknown): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}
