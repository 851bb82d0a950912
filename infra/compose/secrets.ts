import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freshSessionKeys, freshToken, freshVapidKey } from '../stack/secrets/fresh-secrets.ts';

/** The services that have a sidecar. Each has its own tokens. */
const services = ['backend', 'recurring', 'notification', 'websocket'] as const;

/** The file of the key by which push services know the system. */
const vapid = 'vapid-private-key';

/** The content of files, by name. */
export type Secrets = Readonly<Record<string, string>>;

/**
 * Returns the passwords, keys and tokens of the compose files. Databases and sessions depend on them, so they are made once: what
 * `volume` keeps is used again, unless there is `existing`, a folder that earlier versions made; its content then replaces that.
 */
export async function composeSecrets({ volume, existing }: { volume: string; existing?: string }): Promise<Secrets> {
  const kept = join(volume, 'kept');
  if (existing && (await isFolder(existing))) await keep(kept, await readFolder(existing));
  else if (!(await isFolder(kept))) await keep(kept, freshSecrets());
  const secrets = await readFolder(kept);
  if (secrets[vapid]) return secrets;
  // Earlier versions made no such key.
  await keep(kept, { ...secrets, [vapid]: freshVapidKey() });
  return readFolder(kept);
}

/** Only the owner, who is root in the container, may enter the folder. It is complete or not there. */
async function keep(folder: string, secrets: Secrets): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await chmod(unfinished, 0o700);
  for (const [name, content] of Object.entries(secrets))
    await writeFile(join(unfinished, name), content, { flush: true, mode: 0o600 });
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
}

async function readFolder(folder: string): Promise<Secrets> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(names.map(async ({ name }) => [name, await readFile(join(folder, name), 'utf8')])),
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function freshSecrets(): Secrets {
  const [superuser, owner, application, stateStore] = [freshToken(), freshToken(), freshToken(), freshToken()];
  const { privateKey, publicKey } = freshSessionKeys();
  const applicationUrl = databaseUrl('todo', application, 'todo');
  const statestore = { connectionString: `${databaseUrl('todo_dapr', stateStore, 'dapr')}?sslmode=disable` };
  // Each sidecar's store maps secret name to key to value, and holds only the secrets of its own service and components.
  const stores: Record<(typeof services)[number], Record<string, Record<string, string>>> = {
    backend: {
      backend: { DATABASE_URL: applicationUrl, JWT_PRIVATE_KEY: privateKey, JWT_PUBLIC_KEY: publicKey },
    },
    recurring: { statestore },
    notification: { notification: { DATABASE_URL: applicationUrl }, statestore },
    websocket: { websocket: { JWT_PUBLIC_KEY: publicKey } },
  };
  return {
    'postgres-password': superuser,
    'owner-password': owner,
    'state-store-password': stateStore,
    'migration-database-url': databaseUrl('todo_owner', owner, 'todo'),
    'database-url': applicationUrl,
    [vapid]: freshVapidKey(),
    'jwt-private-key': privateKey,
    'jwt-public-key': publicKey,
    ...Object.fromEntries(services.map((name) => [`dapr-${name}.json`, `${JSON.stringify(stores[name], null, 2)}\n`])),
    ...Object.fromEntries(
      services.map((name) => [`${name}.env`, `DAPR_API_TOKEN=${freshToken()}\nAPP_API_TOKEN=${freshToken()}\n`]),
    ),
  };
}

function databaseUrl(user: string, password: string, database: string): string {
  return `postgresql://${user}:${password}@postgres:5432/${database}`;
}
