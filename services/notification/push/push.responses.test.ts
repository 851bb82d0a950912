import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { usePush } from '../../../tests/support/services/use-push.ts';

describe('web push, as its push service responds,', () => {
  const { push, service, subscribe, devices, later, received, waiting, channels, remind } = usePush();

  for (const status of [404, 410]) {
    it(`removes a browser whose push service responds with ${status}, and no other`, async () => {
      for (const device of ['gone', 'phone']) await subscribe(device);
      push.server.respond = (device) => ({ status: device === 'gone' ? status : 201 });
      await remind();
      await service.push();
      assert.deepEqual([await devices(), await waiting(), received()], [1, 0, ['gone', 'phone']]);
    });
  }

  it('waits as long as Retry-After says, in seconds or to a date, and longer after each failure', async () => {
    await subscribe('phone');
    const date = new Date(Date.now() + 3600_000).toUTCString();
    const responses = [
      { status: 429, headers: { 'retry-after': '90' } },
      { status: 503, headers: { 'retry-after': date } },
      { status: 500 },
      { status: 201 },
    ];
    push.server.respond = (_, before) => responses[before]!;
    await remind();
    await service.push();
    later(89_000);
    await service.push();
    assert.equal(received().length, 1);
    later(1_000);
    await service.push();
    assert.equal(received().length, 2);
    later(3_590_000);
    await service.push();
    assert.equal(received().length, 2);
    later(11_000);
    await service.push();
    assert.equal(received().length, 3);
    later(29_000);
    await service.push();
    assert.equal(received().length, 3);
    later(1_000);
    await service.push();
    assert.deepEqual([received().length, await waiting(), await channels()], [4, 0, ['push']]);
  });

  it('gives up after a day, and at once when that is what Retry-After asks for', async () => {
    await subscribe('phone');
    push.server.respond = () => ({ status: 429, headers: { 'retry-after': '86401' } });
    await remind();
    await service.push();
    assert.deepEqual([await waiting(), await devices(), await channels()], [0, 1, []]);
  });

  it('gives up when the push service refuses it, and keeps the browser', async () => {
    await subscribe('phone');
    push.server.respond = () => ({ status: 403 });
    await remind();
    await service.push();
    assert.deepEqual([await waiting(), await devices()], [0, 1]);
  });

  it('follows no redirect', async () => {
    let asked = 0;
    const other = createServer((_, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    await subscribe('phone');
    push.server.respond = (_, before) => ({ status: [301, 307, 308][before]!, headers: { location } });
    for (let n = 0; n < 3; n += 1) {
      await remind();
      await service.push();
    }
    other.close();
    assert.deepEqual([asked, received().length, await waiting()], [0, 3, 0]);
  });

  it('is sent to the others while a push service hangs, and to that one when it is back', async () => {
    for (const device of ['hanging', 'phone']) await subscribe(device);
    push.server.respond = (device, before) => (device === 'hanging' && before === 0 ? 'hang' : { status: 201 });
    await remind();
    await service.push();
    assert.deepEqual([received(), await waiting()], [['hanging', 'phone'], 1]);
    later(1_000);
    await service.push();
    assert.deepEqual([received(), await waiting()], [['hanging', 'hanging', 'phone'], 0]);
  });
});
