import assert from 'node:assert/strict';
import { sql } from '@mikro-orm/postgresql';
import { createDatabase } from '../../tests/support/database.ts';
import { useStarted } from '../../tests/support/use-started.ts';
import { createLogger } from '../logger.ts';
import { openOrm } from './orm.ts';
import { executePrepared } from './prepared.ts';

describe('a prepared statement', () => {
  const orm = useStarted(async () => {
    const { url } = await createDatabase();
    const opened = await openOrm(url, createLogger('backend', 'silent'), { size: 1 });
    return Object.assign(opened, { stop: () => opened.close() });
  });

  const product = (a: number, b: number) => sql`select ${a}::int * (${sql`${b}::int + ${1}::int`}) as product`;
  const kept = () => orm.em.execute<[{ statement: string }]>('select statement from pg_prepared_statements');

  it('gets its values and those of its parts in their order, and is parsed once', async () => {
    for (const [a, b] of [
      [2, 3],
      [5, 7],
    ] as const) {
      assert.deepEqual(await executePrepared(orm.em, product(a, b)), [{ product: a * (b + 1) }]);
    }
    assert.deepEqual(await kept(), [{ statement: 'select $1::int * ($2::int + $3::int) as product' }]);
  });

  it('sees what its transaction has written', async () => {
    const person = await orm.em.fork().transactional(async (tx) => {
      await tx.execute('create temporary table note (text text) on commit drop');
      await tx.execute(`insert into note values ('seen')`);
      return executePrepared(tx, sql`select text from note where text = ${'seen'}`);
    });
    assert.deepEqual(person, [{ text: 'seen' }]);
  });

  it('fails as others do, and leaves the connection to them', async () => {
    await assert.rejects(executePrepared(orm.em, sql`select 1 / ${0}::int`), /division by zero/);
    assert.deepEqual(await executePrepared(orm.em, product(1, 1)), [{ product: 2 }]);
  });
});
