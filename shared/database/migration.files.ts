import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Orm } from './orm.ts';

const folder = join(import.meta.dirname, 'migrations');

/**
 * The migrations, oldest first, each with the name that the database stores once it has run: that of its file without the time of day,
 * which only orders a day's files.
 */
export const migrationFiles: readonly { path: string; name: string }[] = readdirSync(folder)
  .sort()
  .map((file) => ({
    path: join(folder, file),
    name: file.replace('.migration.ts', '').replace(/^(\d{8})\d{4}-/, '$1-'),
  }));

/** Tells whether every migration that this program knows has run. `/readyz` waits for that. */
export async function schemaIsCurrent(em: Orm['em']): Promise<boolean> {
  const newest = migrationFiles.at(-1)!.name;
  const rows = await em.execute('select 1 from mikro_orm_migrations where name = ?', [newest]);
  return rows.length === 1;
}
