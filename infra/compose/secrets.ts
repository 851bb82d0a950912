import { access, chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { freshSessionKeys, freshToken } from '../stack/secrets/fresh-secrets.ts';

/** The services that have a sidecar. Each has its own tokens. */
const services = ['backend', 'recurring', 'notification', 'websocket'] as const;

/**
 * Creates the files with passwords, keys and tokens that the compose files read. Databases and sessions depend on them, so
 * existing files are kept.
 * @returns false if the files already existed.
 */
export async function makeComposeSecrets(folder: string): Promise<boolean> {
  if (await exists(folder)) {
    await addEmpty(folder);
    return false;
  }
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  // Only the owner may enter the folder. The files in it are readable by all, because containers run as other users and
  // Compose mounts the files with their permissions.
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(unfinished, { mode: 0o700 });
  for (const [name, content] of Object.entries(composeSecrets())) {
    const path = join(unfinished, name);
    await writeFile(path, content, { flush: true });
    await chmod(path, 0o644); // independent of the umask
  }
  await rename(unfinished, folder);
  return true;
}

/** Files that the user may fill in. Compose requires them even if empty, and older versions did not create all of them. */
const empty: Record<string, string> = { 'llm-api-key': '', 'oidc-client-secret': '' };

async function addEmpty(folder: string): Promise<void> {
  for (const name of Object.keys(empty)) {
    const path = join(folder, name);
    if (await exists(path)) continue;
    await writeFile(path, '', { flush: true });
    await chmod(path, 0o644);
  }
}

function composeSecrets(): Record<string, string> {
  const [superuser, owner, application, stateStore] = [freshToken(), freshToken(), freshToken(), freshToken()];
  const { privateKey, publicKey } = freshSessionKeys();
  const applicationUrl = databaseUrl('todo', application, 'todo');
  const statestore = { connectionString: `${databaseUrl('todo_dapr', stateStore, 'dapr')}?sslmode=disable` };
  // Each sidecar's store maps secret name to key to value, and holds only the secrets of its own service and components.
  const stores: Record<(typeof services)[number], Record<string, Record<string, string>>> = {
    backend: {
      backend: {
        DATABASE_URL: applicationUrl,
        JWT_PRIVATE_KEY: privateKey,
        JWT_PUBLIC_KEY: publicKey,
        LLM_API_KEY: '',
        OIDC_CLIENT_SECRET: '',
      },
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
    'jwt-private-key': privateKey,
    'jwt-public-key': publicKey,
    ...empty,
    ...Object.fromEntries(services.map((name) => [`dapr-${name}.json`, `${JSON.stringify(stores[name], null, 2)}\n`])),
    ...Object.fromEntries(
      services.map((name) => [`${name}.env`, `DAPR_API_TOKEN=${freshToken()}\nAPP_API_TOKEN=${freshToken()}\n`]),
    ),
  };
}

function databaseUrl(user: string, password: string, database: string): string {
  return `postgresql://${user}:${password}@postgres:5432/${database}`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
