import assert from 'node:assert/strict';
import pg from 'pg';
import { createEmptyDatabase } from '../../tests/support/database.ts';
import { useStarted } from '../../tests/support/use-started.ts';
import { problemOf } from '../http/problem.middleware.ts';
import { createLogger } from '../logger.ts';
import { openOrm, poolOf } from './orm.ts';

describe('a pool whose password is changed', () => {
  const database = useStarted(async () => {
    const created = await createEmptyDatabase();
    return { ...created, stop: () => created.drop() };
  });
  let readings = 0;
  let url: URL;
  const orm = useStarted(async () => {
    url = new URL(database.url);
    const readUrl = async () => {
      readings += 1;
      return url.href;
    };
    const opened = await openOrm(url.href, createLogger('backend', 'silent'), { size: 3, readUrl });
    return Object.assign(opened, { stop: () => opened.close() });
  });

  /** Gives the role another password, and closes the connections that have the one before. */
  async function change(password: string): Promise<void> {
    const owner = new pg.Client(database.ownerUrl);
    await owner.connect();
    await owner.query(`alter role ${owner.escapeIdentifier(url.username)} password ${owner.escapeLiteral(password)}`);
    await owner.end();
    const pool = await poolOf(orm);
    const idle = await Promise.all(Array.from({ length: pool.idleCount }, () => pool.connect()));
    for (const client of idle) client.release(true);
  }

  it('connects with the one that is valid now', async () => {
    await orm.em.execute('select 1');
    assert.equal(readings, 0);
    await change('se/cond%');
    url.password = encodeURIComponent('se/cond%');
    const pool = await poolOf(orm);
    const [first, second] = await Promise.all([orm.em.execute('select 1 as one'), pool.query('select 1 as one')]);
    assert.deepEqual([first, second.rows], [[{ one: 1 }], [{ one: 1 }]]);
    const afterwards = readings;
    const more = await Promise.all([pool.connect(), pool.connect(), pool.connect()]);
    for (const client of more) client.release();
    assert.equal(readings, afterwards, 'what works is not read again');
  });

  it('says that it cannot serve for now where no other one is known, and goes on when it is', async () => {
    await change('third');
    const refused = async (statement: Promise<unknown>) =>
      assert.rejects(statement, (error) => problemOf(error).status === 503);
    await refused(orm.em.execute('select 1'));
    await refused((await poolOf(orm)).query('select 1'));
    url.password = 'third';
    assert.deepEqual(await orm.em.execute('select 1 as one'), [{ one: 1 }]);
  });
});
