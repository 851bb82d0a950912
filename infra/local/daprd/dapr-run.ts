import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { migrate } from '../../../shared/database/migrations.ts';
import { localConfig, root } from '../config.ts';
import { ownerUrl, prepareDatabases } from '../postgres/databases.ts';
import { startPostgres } from '../postgres/postgres.ts';
import { makePrivateFolder } from '../resources/folder.ts';
import { loadCredentials, tokenFor, writeSecrets } from '../resources/secrets.ts';
import { StartError } from '../start-error.ts';

type Environment = Record<string, string | undefined>;

/**
 * Prepares what dapr.yaml expects (PostgreSQL with its schema, .data/secrets.json, the tokens) and runs Dapr's CLI. The user has
 * to start Kafka at localhost:9092. Resolves with the CLI's exit code.
 */
export async function runDapr(env: Environment): Promise<number> {
  const { dataDir, ports } = localConfig(env);
  await makePrivateFolder(dataDir);
  const credentials = await loadCredentials(dataDir);
  const { secrets } = await writeSecrets(dataDir, credentials, ports.POSTGRES_PORT);
  const postgres = await startPostgres({
    dataDir: join(dataDir, 'postgres'),
    port: ports.POSTGRES_PORT,
    superuserPassword: credentials.superuserPassword,
  });
  try {
    await prepareDatabases(credentials, ports.POSTGRES_PORT, postgres.dataDir);
    await migrate(ownerUrl(credentials, ports.POSTGRES_PORT), secrets.backend.DATABASE_URL);
    return await daprCli({
      ...env,
      DAPR_API_TOKEN: credentials.daprApiToken,
      APP_API_TOKEN: credentials.appApiToken,
      TRUSTED_PROXIES: '1',
      PROXY_TOKEN: tokenFor('page', credentials),
    });
  } finally {
    await postgres.stop();
  }
}

/** Runs Dapr's CLI, whose sidecars and services inherit the tokens in `env`. */
async function daprCli(env: Environment): Promise<number> {
  const cli = spawn('dapr', ['run', '-f', '.'], { cwd: root, env, stdio: 'inherit' });
  // Ctrl-C also reaches the CLI, which stops its processes. The database must run until they have ended.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cli.kill(signal));
  try {
    await once(cli, 'spawn');
  } catch (error) {
    throw new StartError(
      `Dapr's CLI cannot be started (${(error as Error).message}). Install it, and run \`dapr init --slim\`.`,
    );
  }
  const [code] = await once(cli, 'exit');
  return code ?? 1;
}
