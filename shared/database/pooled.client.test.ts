import assert from 'node:assert/strict';
import { createDatabase } from '../../tests/support/database.ts';
import { useStarted } from '../../tests/support/use-started.ts';
import { createLogger } from '../logger.ts';
import { openOrm, poolOf } from './orm.ts';

describe('a transaction', () => {
  const orm = useStarted(async () => {
    const { url } = await createDatabase();
    const opened = await openOrm(url, createLogger('backend', 'silent'), { size: 1 });
    return Object.assign(opened, { stop: () => opened.close() });
  });

  type Work = Parameters<typeof orm.em.transactional>[0];
  const transaction = (work: Work) => orm.em.fork().transactional(work);
  const isInTransaction = async () => {
    // Each statement outside of a transaction has a transaction of its own, whose time is its own as well.
    const [row] = await orm.em.execute<[{ own: boolean }]>('select now() = statement_timestamp() as own');
    return !row.own;
  };

  it('begins before its first statement, and ends', async () => {
    await transaction(async (tx) => {
      const [{ now }] = await tx.execute<[{ now: string }]>('select now()::text as now');
      assert.deepEqual(await tx.execute('select now()::text as now'), [{ now }]);
    });
    await transaction(async () => undefined);
    assert.equal(await isInTransaction(), false);
  });

  it('is taken back when its first statement fails, or when the work does before it', async () => {
    await assert.rejects(
      transaction((tx) => tx.execute('select 1 / 0')),
      /division by zero/,
    );
    assert.equal(await isInTransaction(), false);
    await assert.rejects(
      transaction(async () => {
        throw new Error('No statement was sent.');
      }),
      /No statement/,
    );
    assert.equal(await isInTransaction(), false);
  });

  it('that was never begun leaves nothing to whoever gets its connection next', async () => {
    const pool = await poolOf(orm);
    const client = await pool.connect();
    await client.query('begin');
    client.release();
    assert.equal(await isInTransaction(), false);
  });
});
