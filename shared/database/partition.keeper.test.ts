import assert from 'node:assert/strict';
import { Client, Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { createDatabase } from '../../tests/support/database.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { createLogger } from '../logger.ts';
import { keepPartitions, keptSince } from './partition.keeper.ts';

for (const table of ['activity', 'notification'] as const) {
  describe(`the partitions of ${table}`, () => {
    let owner: Client;
    let pool: Pool;
    beforeEach(async () => {
      const { url, ownerUrl } = await createDatabase();
      owner = new Client(ownerUrl);
      await owner.connect();
      pool = new Pool({ connectionString: url });
    });
    afterEach(async () => {
      await pool.end();
      await owner.end();
    });

    const thisMonth = keptSince(new Date(), 0);
    /** The middle of a month, so many months from now. */
    const month = (months: number) => new Date(keptSince(thisMonth, -months).getTime() + 14 * 24 * 3_600_000);
    const nameOf = (months: number) => `${table}_${month(months).toISOString().slice(0, 7).replace('-', '')}`;
    const keep = async (months: number): Promise<string[]> =>
      (await pool.query('select keep_partitions($1, $2) as dropped', [table, months])).rows[0].dropped;
    const names = async (): Promise<string[]> =>
      (
        await owner.query(`select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass`, [
          table,
        ])
      ).rows
        .map(({ name }) => name)
        .sort();
    const always = [`${table}_default`, `${table}_old`];
    /** Adds a row of that month, and returns what tells it from others. */
    async function add(months: number): Promise<string> {
      const id = uuidv7({ msecs: month(months).getTime() });
      await owner.query(
        table === 'activity'
          ? `insert into activity (owner_id, task_id, action, changes, actor, at) values ($1, $1, 'created', '{}', 'user', $2)`
          : `with one as (insert into "user" (id, time_zone, session_version, created_at) values ($1, 'UTC', 1, now()) returning id)
             insert into notification (id, owner_id, task_id, title, message, at) select id, id, id, 't', 'm', $2 from one`,
        [id, month(months)],
      );
      return id;
    }
    /** The partition of each row. */
    const places = async () =>
      new Map(
        (await pool.query(`select task_id, tableoid::regclass::text as partition from ${table}`)).rows.map(
          ({ task_id, partition }) => [task_id, partition],
        ),
      );

    it('are there for the next two months, and one takes what none is for', async () => {
      assert.deepEqual(await names(), [nameOf(1), nameOf(2), ...always].sort());
      const [now, soon, later] = [await add(0), await add(2), await add(3)];
      assert.deepEqual(
        await places(),
        new Map([
          [now, `${table}_old`],
          [soon, nameOf(2)],
          [later, `${table}_default`],
        ]),
      );
    });

    it('are dropped when everything in them is older than it is kept, and not before', async () => {
      await owner.query(`alter table ${table} detach partition ${table}_old; drop table ${table}_old`);
      const rows = [await add(-3), await add(-2), await add(-1), await add(0)];
      assert.deepEqual(await keep(3), []);
      assert.deepEqual([...(await places()).values()].sort(), [nameOf(-3), nameOf(-2), nameOf(-1), nameOf(0)].sort());
      assert.deepEqual(await keep(2), [nameOf(-3)]);
      assert.deepEqual([...(await places()).keys()].sort(), rows.slice(1).sort());
      assert.deepEqual(await keep(1), [nameOf(-2)]);
      assert.deepEqual([...(await places()).keys()].sort(), rows.slice(2).sort());
      await assert.rejects(keep(0), /invalid retention/);
    });

    it('take up what came while none was made, once, also when several replicas do so at the same time', async () => {
      await owner.query(
        `alter table ${table} detach partition ${table}_old; drop table ${table}_old, ${nameOf(1)}, ${nameOf(2)}`,
      );
      const [old, before, now, next] = [await add(-30), await add(-4), await add(0), await add(1)];
      await Promise.all(Array.from({ length: 5 }, () => keep(24)));
      const expected = [nameOf(-4), nameOf(0), nameOf(1), nameOf(2), `${table}_default`].sort();
      assert.deepEqual(await names(), expected);
      assert.deepEqual(
        await places(),
        new Map([
          [before, nameOf(-4)],
          [now, nameOf(0)],
          [next, nameOf(1)],
        ]),
        `${old} is older than it is kept`,
      );
      assert.deepEqual(await keep(24), []);
      assert.deepEqual(await names(), expected);
    });

    it('are dropped the next time when somebody is reading from them', async () => {
      await owner.query(`alter table ${table} detach partition ${table}_old; drop table ${table}_old`);
      await add(-3);
      await keep(3);
      await owner.query(`begin; select from ${table}`);
      assert.deepEqual(await keep(1), []);
      await owner.query('commit');
      assert.deepEqual(await keep(1), [nameOf(-3)]);
    });

    it('are nothing that the application can make or drop by itself', async () => {
      for (const statement of [
        `select add_partition('${table}', now())`,
        `drop table ${nameOf(1)}`,
        `delete from ${table}_old`,
        `insert into ${table}_old select * from ${table}`,
      ]) {
        await assert.rejects(pool.query(statement), /permission denied|must be owner/);
      }
    });

    it('are kept from the start of a service on, and again and again', async () => {
      const stop = keepPartitions({ pool, logger: createLogger('backend', 'silent'), table, months: 12, everyMs: 1 });
      try {
        for (const lost of [nameOf(1), nameOf(2)]) {
          await owner.query(`drop table ${lost}`);
          await eventually(`${lost} is there`, async () => (await names()).includes(lost));
        }
      } finally {
        await stop();
      }
    });
  });
}
