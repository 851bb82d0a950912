import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../../shared/database/migrations.ts';

/** Set by the global fixture: the superuser's URL of the test cluster. */
export const clusterUrlVariable = 'TODO_TEST_CLUSTER_URL';

/** Set by `npm run test:pooler`: the application's connections go through PgBouncer. */
export const throughPoolerVariable = 'TODO_TEST_THROUGH_POOLER';
/** Set by the global fixture: the port of that PgBouncer. */
export const poolerPortVariable = 'TODO_TEST_POOLER_PORT';
/** The application's role in all test databases, whose password is its name. */
export const applicationRole = 'test_app';

export interface TestDatabase {
  /** The application's role, with no more rights than in production. */
  url: string;
  ownerUrl: string;
  /**
   * For tests of a database that is gone. Others leave theirs to the end of the run, which removes them all at once.
   */
  drop(): Promise<void>;
}

const template = 'test_template';

/** Makes the migrated database that all others are copied from. The global fixture calls it once for all workers. */
export async function createTemplate(): Promise<void> {
  await administer(`create role test_owner login createrole password 'test_owner'`);
  await administer(`create database ${template} owner test_owner`);
  await migrate(urlFor('test_owner', template), urlFor(applicationRole, template));
}

/** A migrated database of its own, empty. Copying its files takes PostgreSQL half the work of logging each page. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = newName();
  await administer(`create database ${name} template ${template} owner test_owner strategy file_copy`);
  return {
    url: pooled(urlFor(applicationRole, name)),
    ownerUrl: urlFor('test_owner', name),
    drop: () => administer(`drop database ${name} with (force)`),
  };
}

/**
 * A database without any schema, for tests of the migrations themselves. Its application's role is its own as well, because
 * a migration changes that role, and two cannot do so at the same moment.
 */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const name = newName();
  const role = `${name}_app`;
  await administer(`create database ${name} owner test_owner`);
  await administer(`set role test_owner; create role ${role} login password '${role}'`);
  return {
    url: urlFor(role, name),
    ownerUrl: urlFor('test_owner', name),
    async drop() {
      await administer(`drop database ${name} with (force)`);
      await administer(`drop role if exists ${role}`);
    },
  };
}

/** Sessions of this transaction's database that wait for a lock. */
export async function waitingSessions(tx: { execute(statement: string): Promise<unknown> }): Promise<number> {
  // pg_stat_activity would show a transaction what it saw first; pg_locks shows what is now. A lock on a row has no database.
  const rows = await tx.execute(
    `select distinct pid from pg_locks where not granted and pid in (
       select pid from pg_locks join pg_database on pg_locks.database = pg_database.oid
        where datname = current_database())`,
  );
  return (rows as unknown[]).length;
}

function newName(): string {
  return `test_${randomBytes(6).toString('hex')}`;
}

function urlFor(role: string, database: string): string {
  const url = new URL(clusterUrl());
  url.username = role;
  url.password = role;
  url.pathname = `/${database}`;
  return url.href;
}

function pooled(url: string): string {
  const port = process.env[poolerPortVariable];
  return port ? Object.assign(new URL(url), { port }).href : url;
}

async function administer(statement: string): Promise<void> {
  const client = new Client(clusterUrl());
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function clusterUrl(): string {
  const url = process.env[clusterUrlVariable];
  if (!url) throw new Error('No test cluster: run the tests with `npm test`, which starts one.');
  return url;
}
