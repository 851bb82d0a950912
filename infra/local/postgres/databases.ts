import pg from 'pg';
import { migrationFiles } from '../../../shared/database/migration.files.ts';
import { type Credentials, databaseUrl } from '../resources/secrets.ts';
import { oneLine, StartError } from '../start-error.ts';

/** Creates the two databases and their owners. Migrations do the rest. */
export async function prepareDatabases(credentials: Credentials, port: number, databaseDir: string): Promise<void> {
  const connectionString = databaseUrl('postgres', credentials.superuserPassword, port, 'postgres');
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // the running statement rejects too
  try {
    await client.connect();
    await ensureDatabase(client, 'todo', 'todo_owner', 'login createrole', credentials.ownerPassword);
    await ensureDatabase(client, 'dapr', 'todo_dapr', 'login', credentials.stateStorePassword);
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') {
      throw new StartError(
        `The database in ${databaseDir} does not know the passwords in generated.json. Restore that file, or remove that folder with all its tasks.`,
      );
    }
    throw new StartError(`The database cannot be prepared: ${oneLine(error)}.`);
  } finally {
    await client.end().catch(() => {});
  }
}

async function ensureDatabase(client: pg.Client, name: string, owner: string, rights: string, password: string) {
  const [role, secret] = [client.escapeIdentifier(owner), client.escapeLiteral(password)];
  const { rowCount: hasRole } = await client.query('select from pg_roles where rolname = $1', [owner]);
  await client.query(`${hasRole ? 'alter' : 'create'} role ${role} ${rights} password ${secret}`);
  const { rowCount: hasDatabase } = await client.query('select from pg_database where datname = $1', [name]);
  if (!hasDatabase) await client.query(`create database ${client.escapeIdentifier(name)} owner ${role}`);
}

/** Tells whether every migration has run, and the services can sign in. */
export async function isMigrated(applicationUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: applicationUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // the running statement rejects too
  try {
    await client.connect();
    const names = migrationFiles.map(({ name }) => name);
    const { rowCount } = await client.query('select from mikro_orm_migrations where name = any ($1)', [names]);
    return rowCount === names.length;
  } catch {
    // The migration finds out what is wrong, and says it.
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

export function ownerUrl(credentials: Credentials, port: number): string {
  return databaseUrl('todo_owner', credentials.ownerPassword, port, 'todo');
}
