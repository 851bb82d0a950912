import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from '../../../tests/support/api-client.ts';
import { reminderEventOf } from '../../../tests/support/services/sample-events.ts';
import { useNotification } from '../../../tests/support/services/start-notification.ts';

describe('the notification log', () => {
  const service = useNotification();
  let ownerId: string;
  beforeEach(async () => {
    ownerId = await service.addUser();
  });

  const list = (query = '', of = ownerId) => service.ask('GET', `users/${of}/notifications${query}`);
  const read = (id: string, of = ownerId) => service.ask('POST', `users/${of}/notifications/${id}/read`);

  /** Writes notifications a second apart; answers their titles, newest first. */
  async function notify(count: number): Promise<string[]> {
    const titles: string[] = [];
    for (let n = 1; n <= count; n += 1) {
      service.clock.now = new Date(service.clock.now.getTime() + 1000);
      await service.deliver(reminderEventOf(ownerId, { title: `reminder ${n}` }, service.clock.now));
      titles.unshift(`reminder ${n}`);
    }
    return titles;
  }
  const titlesIn = ({ body }: { body: { items: { title: string }[] } }) => body.items.map(({ title }) => title);

  it('is empty for a user who was never notified', async () => {
    const { status, body } = await list();
    assert.deepEqual([status, body], [200, { items: [], nextCursor: null, unread: 0 }]);
  });

  it('answers an item with exactly the fields of the contract', async () => {
    const event = reminderEventOf(ownerId);
    await service.deliver(event);
    const { body } = await list();
    const [item] = body.items;
    assert.match(item.id, /^[0-9a-f-]{36}$/);
    assert.deepEqual(body, {
      items: [
        {
          id: item.id,
          taskId: event.data.taskId,
          title: 'Pay rent',
          message: '"Pay rent" is due on Saturday, 31 January 2026 at 08:00.',
          at: service.clock.now.toISOString(),
          readAt: null,
          channels: [],
        },
      ],
      nextCursor: null,
      unread: 1,
    });
  });

  it('pages newest first, and neither repeats nor misses one while more arrive', async () => {
    const titles = await notify(5);
    const first = await list('?limit=2');
    assert.deepEqual(titlesIn(first), titles.slice(0, 2));
    await notify(1);
    const second = await list(`?limit=2&cursor=${first.body.nextCursor}`);
    assert.deepEqual(titlesIn(second), titles.slice(2, 4));
    const third = await list(`?limit=2&cursor=${second.body.nextCursor}`);
    assert.deepEqual(titlesIn(third), titles.slice(4));
    assert.deepEqual([third.body.nextCursor, third.body.unread], [null, 6]);
  });

  it('ends with a full page when there is no more', async () => {
    await notify(2);
    assert.equal((await list('?limit=2')).body.nextCursor, null);
  });

  it('filters by what was read, and counts the unread whatever the filter and the page', async () => {
    const titles = await notify(3);
    const { items } = (await list()).body;
    assert.equal((await read(items[1].id)).status, 200);
    assert.deepEqual(titlesIn(await list('?unread=true')), [titles[0], titles[2]]);
    const seen = await list('?unread=false');
    assert.deepEqual([titlesIn(seen), seen.body.unread], [[titles[1]], 2]);
    const first = await list('?unread=true&limit=1');
    const second = await list(`?unread=true&limit=1&cursor=${first.body.nextCursor}`);
    assert.deepEqual([titlesIn(second), second.body.unread], [[titles[2]], 2]);
  });

  it('keeps the time of the first reading', async () => {
    await notify(1);
    const [item] = (await list()).body.items;
    const readAt = service.clock.now.toISOString();
    assert.deepEqual((await read(item.id)).body, { ...item, readAt });
    service.clock.now = new Date(service.clock.now.getTime() + 60_000);
    const again = await read(item.id);
    assert.deepEqual([again.status, again.body], [200, { ...item, readAt }]);
    assert.equal((await list()).body.unread, 0);
  });

  it('shows and changes nothing of another user', async () => {
    await notify(1);
    const [item] = (await list()).body.items;
    const other = await service.addUser();
    assert.deepEqual((await list('', other)).body.items, []);
    for (const response of [await read(item.id, other), await read(randomUUID())]) {
      assert.deepEqual([response.status, response.body.code], [404, 'not_found']);
    }
    assert.equal((await list()).body.items[0].readAt, null);
  });

  const badQueries: [string, string][] = [
    ['?limit=0', 'query.limit'],
    ['?limit=101', 'query.limit'],
    ['?limit=1&limit=2', 'query.limit'],
    ['?unread=yes', 'query.unread'],
    ['?cursor=nonsense', 'query.cursor'],
    [`?cursor=${Buffer.from('"1 or true"').toString('base64url')}`, 'query.cursor'],
    ['?color=red', 'query.color'],
  ];
  for (const [query, path] of badQueries) {
    it(`refuses ${query}, naming ${path}`, async () => {
      const { status, body } = await list(query);
      assert.deepEqual([status, body.code, body.errors[0].path], [400, 'validation_failed', path]);
    });
  }

  it('refuses ids that are no UUIDs', async () => {
    assert.equal((await list('', 'nobody')).status, 400);
    assert.equal((await read('first')).status, 400);
  });

  it('is open to the sidecar only', async () => {
    for (const path of [`users/${ownerId}/notifications`, `users/${ownerId}/preferences`]) {
      const response = await request(`${service.url}/${path}`, 'GET');
      assert.deepEqual([response.status, response.body.code], [401, 'unauthenticated']);
    }
    for (const [method, path] of [
      ['POST', `users/${ownerId}/notifications/${randomUUID()}/read`],
      ['PUT', `users/${ownerId}/preferences`],
      ['DELETE', `users/${ownerId}`],
    ] as const) {
      assert.equal((await request(`${service.url}/${path}`, method)).status, 401);
    }
  });

  it('belongs to a service that is ready with its database and its sidecar', async () => {
    const ready = await request(`${service.url}/readyz`, 'GET');
    assert.deepEqual([ready.status, ready.body.checks], [200, { database: 'ok', sidecar: 'ok' }]);
    service.sidecar.failing.add('waitUntilReady');
    assert.equal((await request(`${service.url}/readyz`, 'GET')).status, 503);
    assert.equal((await request(`${service.url}/healthz`, 'GET')).status, 200);
    service.sidecar.failing.clear();
  });
});
