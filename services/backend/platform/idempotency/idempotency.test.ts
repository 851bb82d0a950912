import assert from 'node:assert/strict';
import type { Sidecar } from '../../../../shared/dapr/sidecar.ts';
import { type ApiResponse, request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { countRows } from '../../../../tests/support/backend/count-rows.ts';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { waitingSessions } from '../../../../tests/support/database.ts';
import { eventually } from '../../../../tests/support/eventually.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

const at = '2026-01-01T00:00:00.000Z';
const notificationId = '01890000-0000-7000-8000-000000000000';

for (const eventsEnabled of [true, false]) {
  describe(`an Idempotency-Key in Phase ${eventsEnabled ? 5 : 4}`, () => {
    let invoked: number;
    const invoke = async () => {
      invoked += 1;
      return { id: notificationId, taskId: notificationId, title: 'x', message: 'x', at, readAt: at, channels: [] };
    };
    const backend = useBackend({ eventsEnabled, sidecar: { invoke } as unknown as Sidecar });
    beforeEach(() => {
      invoked = 0;
      backend.clock.now = new Date('2026-05-01T08:00:00Z');
    });
    const ada = useClientPerTest(backend);

    const key = (value: string) => ({ 'idempotency-key': value });
    const titled = async () => (await ada.get('/api/tasks')).body.items.map(({ title }: { title: string }) => title);
    const shown = ({ status, headers, body }: ApiResponse) => [
      status,
      body,
      headers.get('etag'),
      headers.get('location'),
      headers.get('content-type'),
    ];
    const replayed = ({ headers }: ApiResponse) => headers.get('idempotency-replayed');

    it('has the same request answered again, and done once', async () => {
      const first = await ada.post('/api/tasks', { title: 'Once' }, key('k'));
      await ada.patch(`/api/tasks/${first.body.id}`, { title: 'Edited since' });
      const second = await ada.post('/api/tasks', { title: 'Once' }, key('k'));
      assert.deepEqual([first.status, replayed(first), replayed(second)], [201, null, 'true']);
      assert.deepEqual(shown(second), shown(first));
      assert.deepEqual(await titled(), ['Edited since']);
    });

    it('does so for every POST that changes something', async () => {
      const repeats = { due: { date: '2026-05-01' }, recurrence: { frequency: 'daily' } };
      const { body: task } = await ada.post('/api/tasks', { title: 'x', ...(eventsEnabled ? repeats : {}) });
      const path = `/api/tasks/${task.id}`;
      const until = '2026-05-02T08:00:00Z';
      const file = { tasks: [{ id: notificationId.replace('018', '019'), title: 'Imported' }] };
      const posts: [path: string, body: object][] = [
        [`${path}/complete`, {}],
        [`${path}/reopen`, {}],
        ['/api/chat', { message: 'add from chat' }],
        ...(eventsEnabled
          ? ([
              ['/api/tasks/batch', { tasks: [{ title: 'a' }, { title: 'b' }] }],
              [`${path}/snooze`, { until }],
              [`${path}/skip`, {}],
              ['/api/tasks/quick', { text: 'Buy milk tomorrow' }],
              ['/api/tasks/complete', { ids: [task.id] }],
              ['/api/tasks/update', { ids: [task.id], changes: { due: { moveDays: 1 } } }],
              ['/api/import', file],
              [`/api/notifications/${notificationId}/read`, {}],
              ['/api/tasks/delete', { ids: [task.id] }],
            ] as [string, object][])
          : []),
      ];
      for (const [index, [address, body]] of posts.entries()) {
        const first = await ada.post(address, body, key(`every-${index}`));
        assert.ok(first.status < 300, `${address} answered ${first.status}: ${JSON.stringify(first.body)}`);
        const rows = await countRows(backend.orm);
        const second = await ada.post(address, body, key(`every-${index}`));
        assert.deepEqual([replayed(first), replayed(second)], [null, 'true'], address);
        assert.deepEqual(shown(second), shown(first), address);
        assert.deepEqual(await countRows(backend.orm), rows, address);
      }
      assert.equal(invoked, eventsEnabled ? 1 : 0);
    });

    it('answers a repetition even where doing it again would be refused', async () => {
      const { body: task } = await ada.post('/api/tasks', { title: 'x' });
      const headers = { ...key('done'), 'if-match': '"1"' };
      const first = await ada.post(`/api/tasks/${task.id}/complete`, {}, headers);
      await ada.delete(`/api/tasks/${task.id}`);
      const second = await ada.post(`/api/tasks/${task.id}/complete`, {}, headers);
      assert.deepEqual(shown(second), shown(first));
    });

    it('may not be used for another body or another address', async () => {
      const { body: task } = await ada.post('/api/tasks', { title: 'x' }, key('used'));
      const rows = await countRows(backend.orm);
      const others = [
        await ada.post('/api/tasks', { title: 'y' }, key('used')),
        await ada.post(`/api/tasks/${task.id}/complete`, {}, key('used')),
        await ada.post('/api/chat', { message: 'add x' }, key('used')),
      ];
      for (const response of others) assertProblem(response, 422, 'idempotency_key_reused');
      assert.deepEqual(await countRows(backend.orm), rows);
    });

    it('is not used up by a request that was refused', async () => {
      assertProblem(await ada.post('/api/tasks', { title: ' ' }, key('r')), 400, 'validation_failed', 'title');
      assertProblem(await ada.post(`/api/tasks/${notificationId}/complete`, {}, key('r')), 404, 'not_found');
      const response = await ada.post('/api/tasks', { title: 'Right' }, key('r'));
      assert.deepEqual([response.status, replayed(response)], [201, null]);
    });

    it('is one per person', async () => {
      const eve = await backend.register();
      await ada.post('/api/tasks', { title: 'Mine' }, key('shared'));
      const hers = await eve.post('/api/tasks', { title: 'Hers' }, key('shared'));
      assert.deepEqual([hers.status, hers.body.title, replayed(hers)], [201, 'Hers', null]);
      const anonymous = await request(`${backend.url}/api/tasks`, 'POST', { title: 'Mine' }, key('shared'));
      assertProblem(anonymous, 401, 'unauthenticated');
    });

    it('has ten requests at the same moment done once', async () => {
      const responses = await Promise.all(
        Array.from({ length: 10 }, () => ada.post('/api/tasks', { title: 'Together' }, key('at-once'))),
      );
      const [first] = responses;
      for (const response of responses) assert.deepEqual(shown(response), shown(first!));
      assert.equal(responses.filter((response) => replayed(response) === 'true').length, 9);
      assert.deepEqual(await titled(), ['Together']);
    });

    it('has the second wait while the first is under way', async () => {
      const { body: task } = await ada.post('/api/tasks', { title: 'Held' });
      const path = `/api/tasks/${task.id}/complete`;
      let both: Promise<ApiResponse[]> | undefined;
      await backend.orm.em.fork().transactional(async (tx) => {
        await tx.execute('select 1 from task where id = ? for update', [task.id]);
        both = Promise.all([ada.post(path, {}, key('wait')), ada.post(path, {}, key('wait'))]);
        await eventually(
          'both wait, one for the task and one for the key',
          async () => (await waitingSessions(tx)) >= 2,
        );
      });
      const [one, other] = (await both) as [ApiResponse, ApiResponse];
      assert.deepEqual(shown(one), shown(other));
      assert.deepEqual([replayed(one), replayed(other)].sort(), ['true', null].sort());
      assert.equal(one.body.version, 2);
    });

    it('is recorded by the very transaction that does the work: a crash leaves both or neither', async () => {
      await ada.post('/api/tasks', { title: 'Together' }, key('tx'));
      const [row] = await backend.orm.em.execute(
        `select task.xmin = record.xmin as together from task join idempotency_record record using (owner_id)
          where owner_id = ?`,
        [ada.userId],
      );
      assert.deepEqual(row, { together: true });
    });

    it('is kept for 24 hours, and its record is removed when others come', async () => {
      await ada.post('/api/tasks', { title: 'Day' }, key('day'));
      backend.clock.now = new Date('2026-05-02T07:59:59Z');
      assert.equal(replayed(await ada.post('/api/tasks', { title: 'Day' }, key('day'))), 'true');
      backend.clock.now = new Date('2026-05-02T08:00:00Z');
      const again = await ada.post('/api/tasks', { title: 'Another' }, key('day'));
      assert.deepEqual([again.status, again.body.title, replayed(again)], [201, 'Another', null]);
      backend.clock.now = new Date('2026-05-03T08:00:00Z');
      await ada.post('/api/tasks', { title: 'Next' }, key('next'));
      const rows = await backend.orm.em.execute('select key from idempotency_record where owner_id = ?', [ada.userId]);
      assert.deepEqual(rows, [{ key: 'next' }]);
    });

    it('is 1 to 255 visible ASCII characters', async () => {
      for (const good of ['a', '"8e03978e-40d5-43dd-bc93-6894a57f9324"', '~'.repeat(255)]) {
        assert.equal((await ada.post('/api/tasks', { title: 'x' }, key(good))).status, 201);
      }
      for (const bad of ['', 'a b', 'é', 'x'.repeat(256)]) {
        const response = await ada.post('/api/tasks', { title: 'x' }, key(bad));
        assertProblem(response, 400, 'validation_failed', 'header.idempotency-key');
      }
    });

    it('does nothing on registration and sign-in, whose answers are secrets', async () => {
      const account = { email: `${crypto.randomUUID()}@example.com`, password: 'correct horse battery' };
      const send = () => request(`${backend.url}/api/auth/register`, 'POST', account, key('auth'));
      assert.equal((await send()).status, 201);
      assertProblem(await send(), 409, 'conflict');
    });

    it('while an account is deleted leaves nothing behind, and fails with no 5xx', async () => {
      const { body: task } = await ada.post('/api/tasks', { title: 'Busy' });
      let erased = false;
      const write = async (index: number) => {
        const statuses = [];
        while (!erased) {
          const unique = key(`${index}-${statuses.length}`);
          const response = await [
            () => ada.post('/api/tasks', { title: 'x' }, unique),
            () => ada.post(`/api/tasks/${task.id}/${statuses.length % 2 ? 'reopen' : 'complete'}`, {}, unique),
            () => ada.post('/api/chat', { message: 'add x' }, unique),
          ][index % 3]!();
          statuses.push(response.status);
        }
        return statuses;
      };
      const writers = Array.from({ length: 6 }, (_, index) => write(index));
      const written = () =>
        backend.orm.em.execute('select 1 from idempotency_record where owner_id = ? limit 20', [ada.userId]);
      await eventually('keys were used', async () => (await written()).length === 20);
      assert.equal((await ada.delete('/api/auth/me', { password: 'correct horse battery' })).status, 204);
      erased = true;
      const statuses = new Set((await Promise.all(writers)).flat());
      assert.deepEqual(
        [...statuses].filter((status) => ![200, 201, 401, 404].includes(status)),
        [],
      );
      assert.deepEqual(await written(), []);
    });
  });
}
