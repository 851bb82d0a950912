import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { useNotification } from '../../../tests/support/services/start-notification.ts';

describe('preferences', () => {
  const service = useNotification();
  let path: string;
  beforeEach(() => {
    path = `users/${randomUUID()}/preferences`;
    service.sidecar.beforeWrite = () => undefined;
    service.sidecar.failing.clear();
  });

  const night = { email: true, quietHours: { from: '22:00', to: '07:00' } };
  const never = { email: false, quietHours: null };
  const get = () => service.ask('GET', path);
  const put = (body: unknown, ifMatch?: string) =>
    service.ask('PUT', path, body, ifMatch === undefined ? {} : { 'if-match': ifMatch });

  it('are the defaults for a user who never chose', async () => {
    const { status, body } = await get();
    assert.deepEqual([status, body], [200, { etag: '"0"', preferences: { email: true, quietHours: null } }]);
  });

  it('are kept as they were put, under a new ETag each time', async () => {
    const first = await put(night);
    assert.deepEqual([first.status, first.body], [200, { etag: '"1"', preferences: night }]);
    assert.deepEqual((await get()).body, first.body);
    const second = await put(never);
    assert.deepEqual(second.body, { etag: '"2"', preferences: never });
    assert.deepEqual((await get()).body, second.body);
  });

  it('change with the ETag that was read, and not with an older one', async () => {
    const { etag } = (await get()).body;
    const changed = await put(night, etag);
    assert.equal(changed.status, 200);
    const lost = await put(never, etag);
    assert.deepEqual([lost.status, lost.body.code], [412, 'precondition_failed']);
    assert.deepEqual((await get()).body, changed.body);
    assert.equal((await put(never, changed.body.etag)).status, 200);
    assert.equal((await put(night, '*')).status, 200);
  });

  it('let one of many writers with the same ETag win, also the first of all', async () => {
    for (let round = 1; round <= 2; round += 1) {
      const { etag } = (await get()).body;
      const responses = await Promise.all(
        Array.from({ length: 8 }, (_, n) => put({ ...night, quietHours: { from: `0${n}:00`, to: '09:00' } }, etag)),
      );
      const won = responses.filter(({ status }) => status === 200);
      assert.equal(won.length, 1);
      assert.equal(responses.filter(({ status }) => status === 412).length, 7);
      assert.deepEqual((await get()).body, won[0]?.body);
    }
  });

  it('are refused to a writer whose condition became false between reading and writing', async () => {
    const { etag } = (await put(night)).body;
    service.sidecar.beforeWrite = async () => {
      service.sidecar.beforeWrite = () => undefined;
      assert.equal((await put(never)).status, 200);
    };
    assert.equal((await put(night, etag)).status, 412);
    assert.deepEqual((await get()).body.preferences, never);
  });

  it('are written after all by a writer without a condition who lost a race', async () => {
    service.sidecar.beforeWrite = async () => {
      service.sidecar.beforeWrite = () => undefined;
      assert.equal((await put(never)).status, 200);
    };
    const { status, body } = await put(night);
    assert.deepEqual([status, body], [200, { etag: '"2"', preferences: night }]);
  });

  it('say that they are busy to a writer who loses every race', async () => {
    let racing = false;
    service.sidecar.beforeWrite = async () => {
      if (racing) return;
      racing = true;
      await put(never);
      racing = false;
    };
    const { status, body } = await put(night);
    assert.deepEqual([status, body.code], [503, 'service_unavailable']);
  });

  const bad: [string, unknown, string][] = [
    ['an unknown field', { ...night, sms: true }, 'sms'],
    ['a missing field', { email: true }, 'quietHours'],
    ['a wrong type', { ...night, email: 'yes' }, 'email'],
    ['a time that is none', { email: true, quietHours: { from: '25:00', to: '07:00' } }, 'quietHours.from'],
    ['a time with seconds', { email: true, quietHours: { from: '22:00:00', to: '07:00' } }, 'quietHours.from'],
    ['half of the quiet hours', { email: true, quietHours: { from: '22:00' } }, 'quietHours.to'],
    ['quiet hours of no length', { email: true, quietHours: { from: '22:00', to: '22:00' } }, 'quietHours'],
    [
      'unknown fields of quiet hours',
      { email: true, quietHours: { from: '1:00', to: '07:00', on: 'mon' } },
      'quietHours',
    ],
    ['a list', [], 'body'],
  ];
  for (const [what, body, field] of bad) {
    it(`refuse ${what}, naming ${field}`, async () => {
      const response = await put(body);
      assert.deepEqual([response.status, response.body.code], [400, 'validation_failed']);
      assert.ok(response.body.errors.some(({ path }: { path: string }) => path.startsWith(field)));
      assert.equal((await get()).body.etag, '"0"');
    });
  }

  it('take any version of a list in If-Match, or whichever there is', async () => {
    for (const ifMatch of ['"7", "0"', 'W/"1", "1"', '*'])
      assert.equal((await put(night, ifMatch)).status, 200, ifMatch);
    assert.equal((await get()).body.etag, '"3"');
  });

  for (const [ifMatch, status, code] of [
    ['1', 400, 'malformed_request'],
    ['"1" "2"', 400, 'malformed_request'],
    ['W/"0"', 412, 'precondition_failed'],
    ['"one"', 412, 'precondition_failed'],
    ['"1", "2"', 412, 'precondition_failed'],
  ] as const) {
    it(`refuse If-Match: ${ifMatch}`, async () => {
      const response = await put(night, ifMatch);
      assert.deepEqual([response.status, response.body.code], [status, code]);
      assert.equal((await get()).body.etag, '"0"');
    });
  }

  it('refuse malformed JSON, unknown query parameters and ids that are none', async () => {
    assert.equal((await put('{"email":')).status, 400);
    assert.deepEqual((await service.ask('GET', `${path}?as=xml`)).body.errors[0].path, 'query.as');
    assert.equal((await service.ask('GET', 'users/me/preferences')).status, 400);
  });

  it('are forgotten when the account is erased, as often as that is asked', async () => {
    await put(never);
    const user = path.replace('/preferences', '');
    assert.equal((await service.ask('DELETE', user)).status, 204);
    assert.equal((await service.ask('DELETE', user)).status, 204);
    assert.equal((await get()).body.etag, '"0"');
  });

  it('are not pretended while the state store is down', async () => {
    service.sidecar.failing.add('getState');
    for (const { status, body, headers } of [await get(), await put(night)]) {
      assert.deepEqual([status, body.code, headers.get('retry-after')], [503, 'service_unavailable', '5']);
    }
  });
});
