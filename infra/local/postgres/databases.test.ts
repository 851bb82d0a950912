import assert from 'node:assert/strict';
import pg from 'pg';
import { createDatabase, createEmptyDatabase } from '../../../tests/support/database.ts';
import { isMigrated } from './databases.ts';

describe('a database of an earlier start', () => {
  it('is migrated when every migration has run, and the services can sign in', async () => {
    const { url, ownerUrl } = await createDatabase();
    assert.equal(await isMigrated(url), true);
    const wrong = new URL(url);
    wrong.password = 'another';
    assert.equal(await isMigrated(wrong.href), false);
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query('delete from mikro_orm_migrations where name = (select min(name) from mikro_orm_migrations)');
    await owner.end();
    assert.equal(await isMigrated(url), false);
  });

  it('is not migrated while it is empty', async () => {
    const empty = await createEmptyDatabase();
    assert.equal(await isMigrated(empty.url), false);
    await empty.drop();
  });
});
