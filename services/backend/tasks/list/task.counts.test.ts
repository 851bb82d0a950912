import assert from 'node:assert/strict';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

describe('the counts of open tasks', () => {
  const backend = useBackend();
  beforeEach(() => {
    // In Tokyo it is Friday, 27 November, 05:30.
    backend.clock.now = new Date('2026-11-26T20:30:00Z');
  });
  const ada = useClientPerTest(backend, 'Asia/Tokyo');
  const counts = async () => (await ada.get('/api/tasks/counts')).body;
  const day = 24 * 3_600_000;
  const aheadOfUtc = 9 * 3_600_000;
  const endOfToday = () => new Date(Math.ceil((backend.clock.now.getTime() + aheadOfUtc) / day) * day - aheadOfUtc);
  const listed = async (query: string) => (await ada.get(`/api/tasks?limit=100&${query}`)).body.items.length;

  it('are those of the lists that the views show, however the tasks come and go', async () => {
    const none = { open: 0, today: 0, overdue: 0, upcoming: 0, untilToday: 0, inbox: 0, lists: {} };
    assert.deepEqual(await counts(), none);
    const [work, old] = await Promise.all(
      ['Work', 'Old'].map(async (name) => (await ada.post('/api/lists', { name })).body.id),
    );
    const dues = [null];
    for (const date of ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'])
      for (const timeZone of ['Asia/Tokyo', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])
        for (const time of [null, '00:00', '05:29', '05:31', '23:59']) dues.push({ date, time, timeZone } as never);
    const tasks = dues.map((due, n) => ({ title: `${n}`, due, listId: [null, work, old][n % 3] }));
    const { body } = await ada.post('/api/tasks/batch', { tasks });
    const agree = async (ids = [work, old]) => {
      const { lists, ...found } = await counts();
      const seen: Record<string, number> = {};
      for (const status of ['open', 'today', 'overdue', 'upcoming']) seen[status] = await listed(`status=${status}`);
      seen['untilToday'] = await listed(`status=open&dueBefore=${endOfToday().toISOString()}`);
      seen['inbox'] = await listed('status=open&list=inbox');
      assert.deepEqual(found, seen);
      for (const id of ids) assert.equal(lists[id] ?? 0, await listed(`status=open&list=${id}`));
      return found;
    };
    assert.equal((await agree())['open'], 91);
    const ids = body.items.map(({ id }: { id: string }) => id);
    await ada.post('/api/tasks/complete', { ids: ids.slice(0, 20) });
    await ada.post(`/api/tasks/${ids[0]}/reopen`);
    await ada.patch(`/api/tasks/${ids[30]}`, { listId: work, due: { date: '2026-11-27' } });
    await ada.patch(`/api/tasks/${ids[31]}`, { title: 'renamed' });
    await ada.delete(`/api/tasks/${ids[40]}`);
    await ada.patch(`/api/lists/${old}`, { archived: true });
    assert.equal((await agree())['open'], 47);
    await ada.delete(`/api/lists/${work}?tasks=inbox`);
    await ada.delete(`/api/lists/${old}?tasks=delete`);
    const { inbox, open } = (await agree([])) as Record<string, number>;
    assert.equal(inbox, open);
    backend.clock.now = new Date('2026-12-10T20:30:00Z');
    assert.equal((await agree([]))['upcoming'], 0);
  });
});
