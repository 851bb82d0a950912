import assert from 'node:assert/strict';
import type { AppChannel, AppRequest } from '../app/app.channel.ts';
import type { Subscription } from '../app/app.subscriptions.ts';
import { deliver } from './delivery.ts';
import type { StoredEvent } from './event.ts';

const single: Subscription = {
  pubsub: 'pubsub',
  topic: 'topic',
  path: '/events',
  deadLetterTopic: undefined,
  bulk: undefined,
};
const events: StoredEvent[] = ['1', '2'].map((id) => ({
  id,
  key: 'k',
  topic: 'topic',
  cloudEvent: { id },
  json: `{"id":"${id}"}`,
}));

function respondingWith(status: number, body: string, seen: AppRequest[] = []): AppChannel {
  return {
    async call(request) {
      seen.push(request);
      return { status, headers: {}, body: Buffer.from(body) };
    },
    close: () => undefined,
  };
}

async function statusOf(status: number, body: string): Promise<string | undefined> {
  return (await deliver(respondingWith(status, body), single, events.slice(0, 1), 1_000))[0]?.status;
}

describe('a delivery', () => {
  it('understands the answers of a single subscription as daprd does', async () => {
    assert.equal(await statusOf(200, '{"status":"SUCCESS"}'), 'SUCCESS');
    assert.equal(await statusOf(200, '{"status":"DROP"}'), 'DROP');
    assert.equal(await statusOf(200, '{"status":"RETRY"}'), 'RETRY');
    assert.equal(await statusOf(200, '{"status":"MAYBE"}'), 'RETRY');
    assert.equal(await statusOf(200, ''), 'SUCCESS');
    assert.equal(await statusOf(204, ''), 'SUCCESS');
    assert.equal(await statusOf(404, ''), 'DROP');
    assert.equal(await statusOf(401, ''), 'RETRY');
    assert.equal(await statusOf(503, ''), 'RETRY');
  });

  it('takes an entry of a bulk without a status for RETRY', async () => {
    const response = '{"statuses":[{"entryId":"1","status":"SUCCESS"}]}';
    const verdicts = await deliver(respondingWith(200, response), { ...single, bulk: 10 }, events, 1_000);
    assert.deepEqual(
      verdicts.map(({ status }) => status),
      ['RETRY', 'SUCCESS'],
    );
  });

  it('takes a bulk that is answered without statuses for RETRY', async () => {
    const verdicts = await deliver(respondingWith(200, ''), { ...single, bulk: 10 }, events, 1_000);
    assert.deepEqual(
      verdicts.map(({ status }) => status),
      ['RETRY', 'RETRY'],
    );
  });

  it('sends a bulk as daprd does', async () => {
    const seen: AppRequest[] = [];
    await deliver(respondingWith(200, '', seen), { ...single, bulk: 10 }, events, 1_000);
    const { id, ...body } = JSON.parse(String(seen[0]?.body));
    assert.match(id, /^[0-9a-f-]{36}$/);
    const entry = (n: number) => ({
      entryId: String(n - 1),
      event: { id: String(n) },
      contentType: 'application/cloudevents+json',
      metadata: { __key: 'k' },
    });
    assert.deepEqual(body, {
      type: 'com.dapr.event.sent.bulk',
      topic: 'topic',
      pubsubname: 'pubsub',
      metadata: { pubsubName: 'pubsub' },
      entries: [entry(1), entry(2)],
    });
  });
});
