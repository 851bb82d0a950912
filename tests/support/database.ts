import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../../shared/database/migrations.ts';

/** Set by the global fixture: the superuser's URL of the test cluster. */
export const clusterUrlVariable = 'TODO_TEST_CLUSTER_URL';

export interface TestDatabase {
  /** The application's role, with no more rights than in production. */
  url: string;
  ownerUrl: string;
  drop(): Promise<void>;
}

/** A migrated database of its own, empty. */
export async function createDatabase(): Promise<TestDatabase> {
  template ??= makeTemplate();
  return newDatabase(`template ${await template}`);
}

/** A database without any schema, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  await ensureOwner();
  return newDatabase();
}

async function newDatabase(copyOf = ''): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name} ${copyOf} owner test_owner`);
  return {
    url: urlFor('test_app', name),
    ownerUrl: urlFor('test_owner', name),
    drop: () => administer(`drop database ${name} with (force)`),
  };
}

let template: Promise<string> | undefined;

async function makeTemplate(): Promise<string> {
  const name = `template_${process.pid}`;
  await ensureOwner();
  await administer(`create database ${name} owner test_owner`);
  await migrate(urlFor('test_owner', name), urlFor('test_app', name));
  return name;
}

async function ensureOwner(): Promise<void> {
  await administer(`do $$ begin create role test_owner login createrole password 'test_owner';
                    exception when duplicate_object then null; end $$`);
}

function urlFor(role: string, database: string): string {
  const url = new URL(clusterUrl());
  url.username = role;
  url.password = role;
  url.pathname = `/${database}`;
  return url.href;
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
