import assert from 'node:assert/strict';
import { Client } from 'pg';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { waitingSessions } from '../../../../tests/support/database.ts';
import { eventually } from '../../../../tests/support/eventually.ts';
import { useClient } from '../../../../tests/support/use-client.ts';
import { createUnitOfWork } from '../../platform/unit-of-work.ts';
import { readTrees } from './tree.lock.ts';

describe('tasks that are moved below each other at once', () => {
  const backend = useBackend({ limits: { CONNECTIONS_PER_PERSON: 3 } });
  const ada = useClient(backend);

  it('are never in a circle, though each move concerns only two of them', async () => {
    const ids: string[] = [];
    for (const title of ['A', 'B', 'C']) ids.push((await ada.post('/api/tasks', { title })).body.id);
    const moves = await backend.orm.em.fork().transactional(async (tx) => {
      await tx.execute(`select 1 from task where id = any(cast(? as uuid[])) for update`, [`{${ids.join()}}`]);
      const begun = ids.map((id, index) =>
        ada.post(`/api/tasks/${id}/move`, { parentId: ids[(index + 1) % 3], after: null }),
      );
      // Each has read what is above and below its two tasks, or waits for its turn to do so.
      await eventually('all of them wait', async () => (await waitingSessions(tx)) === ids.length);
      return { begun };
    });
    const responses = await Promise.all(moves.begun);
    assert.deepEqual(responses.map(({ status }) => status).sort(), [200, 200, 400]);
    assert.equal((await ada.get('/api/tasks?parent=none')).body.items.length, 1);
  });
});

describe('the tasks above and below some', () => {
  const backend = useBackend();
  const ada = useClient(backend);

  it('are found by the indexes, however few tasks there are, with and without statistics', async () => {
    const { body } = await ada.post('/api/tasks', { title: 'x' });
    const owner = new Client(backend.database.ownerUrl);
    await owner.connect();
    await owner.query(
      `insert into task (id, owner_id, title, description, priority, tags, version, created_at, updated_at)
       select uuidv7(), $1, 'y', '', 'low', '{}', 1, now(), now() from generate_series(1, 5000)`,
      [ada.userId],
    );
    for (const hasStatistics of [false, true]) {
      if (hasStatistics) await owner.query('analyze task');
      const scans = await createUnitOfWork(backend.orm).transactional(async (tx) => {
        await readTrees(tx, ada.userId, [body.id]);
        return tx.execute<{ seq_scan: string; idx_scan: string }[]>(
          `select seq_scan, idx_scan from pg_stat_xact_user_tables where relname = 'task'`,
        );
      });
      assert.equal(Number(scans[0]?.seq_scan), 0, `with statistics: ${hasStatistics}`);
      assert.ok(Number(scans[0]?.idx_scan) > 0);
    }
    await owner.end();
  });
});
