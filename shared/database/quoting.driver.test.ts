import assert from 'node:assert/strict';
import { MikroORM } from '@mikro-orm/postgresql';
import fc from 'fast-check';
import { escapeLiteral } from 'pg';
import { createDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { propertyRuns } from '../../tests/support/property-runs.ts';
import { ormOptions } from './orm.ts';

describe('a value in a statement', () => {
  let database: TestDatabase;
  let orm: MikroORM;
  before(async () => {
    database = await createDatabase();
    orm = await MikroORM.init(ormOptions(database.url, { size: 1 }));
  });
  after(async () => {
    await orm.close();
    await database.drop();
  });

  const part = fc.constantFrom("'", '\\', "\\'", '?', '??', '\\?', '$1', '$&', "E'", '--', '\n', 'é', '💥', 'plain');

  it('is quoted as the driver quotes it, and comes back as it was', async () => {
    const platform = orm.em.getPlatform();
    await fc.assert(
      fc.asyncProperty(fc.array(part), async (parts) => {
        const text = parts.join('');
        assert.equal(platform.quoteValue(text), escapeLiteral(text));
        const [row] = await orm.em.execute('select ? as text, ?::json as json', [
          text,
          JSON.stringify({ [text]: text }),
        ]);
        assert.deepEqual(row, { text, json: { [text]: text } });
      }),
      propertyRuns(50),
    );
  });
});
