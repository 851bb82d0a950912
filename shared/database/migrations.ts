import type { Constructor } from '@mikro-orm/core';
import { type Migration, Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { migrationFiles } from './migration.files.ts';
import { type Orm, ormOptions } from './orm.ts';

const migrations = await Promise.all(
  migrationFiles.map(async ({ path, name }) => ({
    name,
    class: Object.values(await import(path))[0] as Constructor<Migration>,
  })),
);

/** The lock is held during a migration, so that two migration jobs take turns. */
const migrationLock = 7_305_001;

/**
 * Brings the schema up to date with the owner's rights, and makes (or updates) the login role that `applicationUrl` names,
 * as a member of the role `todo_app`.
 * @returns the names of the migrations that ran.
 */
export async function migrate(ownerUrl: string, applicationUrl: string): Promise<string[]> {
  const orm = await MikroORM.init({
    ...ormOptions(ownerUrl, { size: 2 }),
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false, allOrNothing: true, silent: true },
  });
  try {
    return await orm.em.transactional(async (em) => {
      await em.execute('select pg_advisory_xact_lock(?)', [migrationLock]);
      const done = await orm.migrator.up({ transaction: em.getTransactionContext() });
      await ensureLoginRole(em, applicationUrl);
      return done.map((migration) => migration.name);
    });
  } finally {
    await orm.close();
  }
}

/** Longer than any statement of a program may take. */
const longestStatement = '10min';

async function ensureLoginRole(em: Orm['em'], applicationUrl: string): Promise<void> {
  const { username, password } = new URL(applicationUrl);
  const [role, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
  // format() quotes, for utility statements take no parameters.
  const format = async (template: string, ...values: string[]) => {
    const [row] = await em.execute<[{ statement: string }]>(
      `select format(?, ${values.map(() => '?::text').join(', ')}) as statement`,
      [template, ...values],
    );
    await em.execute(row.statement);
  };
  const [found] = await em.execute<{ owner: boolean }[]>(
    'select rolname = current_user as owner from pg_roles where rolname = ?',
    [role],
  );
  if (found?.owner) return;
  await format(`${found ? 'alter' : 'create'} role %I login password %L`, role, secret);
  await format('grant todo_app to %I', role);
  // A backend ends its statements itself. This ends those of one that has died; a pooler does not pass it on by connection.
  await format('alter role %I set statement_timeout = %L', role, longestStatement);
}
