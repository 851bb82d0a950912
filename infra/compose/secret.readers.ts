import { chmod, chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from './secrets.ts';

/** What the user may set as environment variables of Compose: keys of others' services, which nobody can make here. */
export interface GivenKeys {
  LLM_API_KEY?: string | undefined;
  OIDC_CLIENT_SECRET?: string | undefined;
  EMAIL_USER?: string | undefined;
  EMAIL_PASSWORD?: string | undefined;
}

/** The containers that read secrets, each with the number of the group that may enter its folder (`group_add` in the compose files). */
export const readers = {
  postgres: 21001,
  migrate: 21002,
  backend: 21003,
  notification: 21004,
  recurring: 21005,
  websocket: 21006,
  'backend-dapr': 21013,
  'notification-dapr': 21014,
  'recurring-dapr': 21015,
  'websocket-dapr': 21016,
} as const;

export type Reader = keyof typeof readers;

/** Writes a folder for each reader into the volume. Other containers mount the same volume, but may not enter that folder. */
export async function shareSecrets(volume: string, secrets: Secrets, given: GivenKeys): Promise<void> {
  for (const [reader, group] of Object.entries(readers)) {
    const folder = join(volume, reader);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    for (const [name, content] of Object.entries(secretsOf(reader as Reader, secrets, given)))
      await writeReadable(join(folder, name), content, group);
    await chown(folder, process.getuid?.() ?? 0, group);
    await chmod(folder, 0o750);
  }
  await chmod(volume, 0o755);
}

async function writeReadable(path: string, content: string, group: number): Promise<void> {
  await writeFile(path, content, { flush: true });
  await chown(path, process.getuid?.() ?? 0, group);
  await chmod(path, 0o640); // independent of the umask
}

/** Returns the files of a reader, by name. */
export function secretsOf(reader: Reader, secrets: Secrets, given: GivenKeys): Secrets {
  switch (reader) {
    case 'postgres':
      return pick(secrets, ['postgres-password', 'owner-password', 'state-store-password']);
    case 'migrate':
      return pick(secrets, ['migration-database-url', 'database-url']);
    case 'backend':
      return {
        ...pick(secrets, ['database-url', 'jwt-private-key', 'jwt-public-key']),
        'llm-api-key': given.LLM_API_KEY || secrets['llm-api-key'] || '',
        'oidc-client-secret': given.OIDC_CLIENT_SECRET || secrets['oidc-client-secret'] || '',
        ...tokens(secrets, reader),
      };
    case 'notification':
    case 'recurring':
    case 'websocket':
      return tokens(secrets, reader);
    default: {
      const app = reader.replace('-dapr', '');
      return { ...tokens(secrets, app), 'secrets.json': store(secrets, app, given) };
    }
  }
}

function pick(secrets: Secrets, names: string[]): Secrets {
  return Object.fromEntries(names.map((name) => [name, required(secrets, name)]));
}

function required(secrets: Secrets, name: string): string {
  const content = secrets[name];
  if (content === undefined) throw new Error(`The secrets of Compose lack the file ${name}.`);
  return content;
}

/** The tokens by which a service and its sidecar know each other, from the file of variables that holds both. */
function tokens(secrets: Secrets, app: string): Secrets {
  const variables = Object.fromEntries(
    required(secrets, `${app}.env`)
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  return {
    'dapr-api-token': required(variables, 'DAPR_API_TOKEN'),
    'app-api-token': required(variables, 'APP_API_TOKEN'),
  };
}

/** The content of a sidecar's secret store, with the given keys, because the services read nothing else in Phase 5. */
function store(secrets: Secrets, app: string, given: GivenKeys): string {
  const content = JSON.parse(required(secrets, `dapr-${app}.json`));
  if (app === 'backend') {
    const { backend } = content;
    backend.LLM_API_KEY = given.LLM_API_KEY || backend.LLM_API_KEY || secrets['llm-api-key'] || '';
    backend.OIDC_CLIENT_SECRET =
      given.OIDC_CLIENT_SECRET || backend.OIDC_CLIENT_SECRET || secrets['oidc-client-secret'] || '';
  }
  if (app === 'notification') content.notification.VAPID_PRIVATE_KEY = required(secrets, 'vapid-private-key');
  if (app === 'notification' && given.EMAIL_USER)
    content.email = { user: given.EMAIL_USER, password: given.EMAIL_PASSWORD ?? '' };
  return `${JSON.stringify(content, null, 2)}\n`;
}
