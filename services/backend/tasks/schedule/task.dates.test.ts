import assert from 'node:assert/strict';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClient } from '../../../../tests/support/use-client.ts';

describe('the first and the last day there is', () => {
  const backend = useBackend();
  const ada = useClient(backend);

  const days: [date: string, time: string | null, timeZone: string, dueAt: string][] = [
    ['1000-01-01', '00:00', 'UTC', '1000-01-01T00:00:00.000Z'],
    ['1000-01-01', '00:00', 'Asia/Tokyo', '0999-12-31T14:41:01.000Z'], // local mean time
    ['9999-12-31', null, 'UTC', '9999-12-31T23:59:59.999Z'],
    ['9999-12-31', null, 'Pacific/Kiritimati', '9999-12-31T09:59:59.999Z'],
    ['9999-12-31', null, 'America/Los_Angeles', '9999-12-31T23:59:59.999Z'],
    ['9999-12-31', '23:00', 'America/Los_Angeles', '9999-12-31T23:59:59.999Z'],
  ];

  it('are taken, answered and kept in every zone', async () => {
    for (const [date, time, timeZone, dueAt] of days) {
      const due = { date, time, timeZone };
      const reminders = [{ minutesBefore: 527_040 }];
      const { status, body } = await ada.post('/api/tasks', { title: date, due, reminders });
      assert.deepEqual([status, body.dueAt], [201, dueAt]);
      assert.deepEqual((await ada.get(`/api/tasks/${body.id}`)).body, body);
      const { body: list } = await ada.get('/api/tasks?limit=100');
      assert.deepEqual(
        list.items.find(({ id }: { id: string }) => id === body.id),
        body,
      );
    }
  });

  it('are paged through to the last millisecond, each task once', async () => {
    await ada.post('/api/tasks', { title: 'Someday' });
    for (const order of ['asc', 'desc']) {
      const { body: whole } = await ada.get(`/api/tasks?sort=due&order=${order}`);
      assert.equal(whole.items.length, days.length + 1);
      assert.equal(whole.items.at(-1).title, 'Someday');
      const paged: unknown[] = [];
      for (let cursor: string | null = ''; cursor !== null && paged.length <= whole.items.length; ) {
        const page: { body: { items: unknown[]; nextCursor: string | null } } = await ada.get(
          `/api/tasks?sort=due&order=${order}&limit=1${cursor && `&cursor=${cursor}`}`,
        );
        paged.push(...page.body.items);
        cursor = page.body.nextCursor;
      }
      assert.deepEqual(paged, whole.items);
    }
  });
});
