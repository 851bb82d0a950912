import assert from 'node:assert/strict';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { waitingSessions } from '../../../../tests/support/database.ts';
import { eventually } from '../../../../tests/support/eventually.ts';
import { useClient } from '../../../../tests/support/use-client.ts';

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
