import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Notification } from '../../../shared/entities/index.ts';
import { request } from '../../../tests/support/api-client.ts';
import { deliver } from '../../../tests/support/services/deliver.ts';
import { reminderEventOf } from '../../../tests/support/services/sample-events.ts';
import { appApiToken, useNotification } from '../../../tests/support/services/start-notification.ts';

describe('a due reminder', () => {
  const service = useNotification();
  let ownerId: string;
  beforeEach(async () => {
    service.clock.now = new Date('2026-01-31T07:00:00.000Z');
    service.logLines.length = 0;
    ownerId = await service.addUser({ timeZone: 'Europe/Berlin' });
  });

  const logOf = (id: string) => service.orm.em.fork().find(Notification, { ownerId: id }, { orderBy: { id: 'asc' } });

  it('is subscribed to in bulk, with a dead-letter topic', async () => {
    const { body } = await service.ask('GET', 'dapr/subscribe');
    assert.deepEqual(body, [
      {
        pubsubname: 'pubsub',
        topic: 'reminders',
        route: '/events/reminders',
        deadLetterTopic: 'reminders.dead-letter',
        bulkSubscribe: { enabled: true, maxMessagesCount: 100, maxAwaitDurationMs: 100 },
      },
    ]);
  });

  it("is written to its owner's log, in words and in the owner's time zone", async () => {
    const event = reminderEventOf(ownerId, { dueAt: '2026-01-31T08:30:00.000Z' });
    assert.deepEqual(await service.deliver(event), ['SUCCESS']);
    const [line, ...others] = await logOf(ownerId);
    assert.ok(line);
    assert.deepEqual(others, []);
    const { id, taskId, title, message, at, readAt, emailedAt } = line;
    assert.deepEqual(
      { id, taskId, title, message, at, readAt, emailedAt },
      {
        id: event.id,
        taskId: event.data.taskId,
        title: 'Pay rent',
        message: '"Pay rent" is due on Saturday, 31 January 2026 at 09:30.',
        at: service.clock.now,
        readAt: null,
        emailedAt: null,
      },
    );
  });

  const messages = [
    ['that was due already', '2026-01-30T23:05:00.000Z', '"Pay rent" was due on Saturday, 31 January 2026 at 00:05.'],
    ['for a whole day', '2026-02-01T22:59:59.999Z', '"Pay rent" is due on Sunday, 1 February 2026.'],
    ['for a whole day elsewhere', '2026-02-02T04:59:59.999Z', '"Pay rent" is due on Monday, 2 February 2026 at 05:59.'],
    ['in summer time', '2026-07-01T08:00:00.000Z', '"Pay rent" is due on Wednesday, 1 July 2026 at 10:00.'],
    ['without a due', null, 'You asked to be reminded of "Pay rent".'],
  ] as const;
  for (const [which, dueAt, message] of messages) {
    it(`says so of a task ${which}`, async () => {
      await service.deliver(reminderEventOf(ownerId, { dueAt }));
      assert.deepEqual(
        (await logOf(ownerId)).map((line) => line.message),
        [message],
      );
    });
  }

  it('says an all-day due as its calendar day, wherever its owner is', async () => {
    const allDay = {
      due: { date: '2026-02-01', time: null, timeZone: 'America/Los_Angeles' },
      dueAt: '2026-02-02T07:59:59.999Z',
    };
    for (const [now, timeZone, verb] of [
      ['2026-01-31T07:00:00Z', 'Europe/Berlin', 'is'],
      ['2026-02-01T10:59:00Z', 'Pacific/Auckland', 'is'],
      ['2026-02-01T11:00:00Z', 'Pacific/Auckland', 'was'],
      ['2026-02-02T11:59:00Z', 'Etc/GMT+12', 'is'],
    ] as const) {
      service.clock.now = new Date(now);
      const owner = await service.addUser({ timeZone });
      await service.deliver(reminderEventOf(owner, allDay));
      assert.deepEqual(
        (await logOf(owner)).map((line) => line.message),
        [`"Pay rent" ${verb} due on Sunday, 1 February 2026.`],
      );
    }
  });

  for (const [locale, message] of [
    ['en-US', '"Pay rent" is due on Saturday, January 31, 2026 at 4:05 PM.'],
    ['de-DE', '"Pay rent" is due on Saturday, 31 January 2026 at 16:05.'],
    ['ja-JP', '"Pay rent" is due on Saturday, January 31, 2026 at 16:05.'],
    ['en-CA', '"Pay rent" is due on Saturday, January 31, 2026 at 4:05 PM.'],
  ] as const) {
    it(`is written as someone of ${locale} writes dates`, async () => {
      const id = await service.addUser({ timeZone: 'Europe/Berlin', locale });
      await service.deliver(reminderEventOf(id, { dueAt: '2026-01-31T15:05:00.000Z' }));
      assert.deepEqual(
        (await logOf(id)).map((line) => line.message),
        [message],
      );
    });
  }

  it('takes titles as they are, whatever they hold', async () => {
    const titles = [`Why? '; drop table "user"; -- \\ $1 :x <b>`, 'Grüße 🎉 日本', 'line\nbreak'];
    assert.deepEqual(await service.deliver(...titles.map((title) => reminderEventOf(ownerId, { title }))), [
      'SUCCESS',
      'SUCCESS',
      'SUCCESS',
    ]);
    assert.deepEqual((await logOf(ownerId)).map((line) => line.title).sort(), titles.sort());
  });

  it('is written once, however often and wherever it is delivered', async () => {
    const event = reminderEventOf(ownerId);
    const deliveries = await Promise.all(Array.from({ length: 8 }, () => service.deliver(event, event)));
    assert.deepEqual(new Set(deliveries.flat()), new Set(['SUCCESS']));
    assert.equal(await deliver(service.url, appApiToken, 'reminders', event), 'SUCCESS');
    assert.equal((await logOf(ownerId)).length, 1);
    assert.equal(service.logLines.filter((line) => line === 'A notification was written.').length, 1);
  });

  it('is done when its owner was erased, and writes nothing', async () => {
    const erased = randomUUID();
    assert.deepEqual(await service.deliver(reminderEventOf(erased), reminderEventOf(ownerId)), ['SUCCESS', 'SUCCESS']);
    assert.equal((await logOf(erased)).length, 0);
    assert.equal((await logOf(ownerId)).length, 1);
  });

  it('does not come back to life when its owner is erased later', async () => {
    const event = reminderEventOf(ownerId);
    await service.deliver(event);
    await service.orm.em.execute('select erase_account(?)', [ownerId]);
    assert.deepEqual(await service.deliver(event), ['SUCCESS']);
    assert.equal((await logOf(ownerId)).length, 0);
  });

  it('goes to the dead letters when it is malformed, and lets healthy ones pass', async () => {
    const good = reminderEventOf(ownerId);
    const bad = [
      { ...good, type: 'reminder.due.v2' },
      { ...good, data: { ...good.data, ownerId: 'nobody' } },
      { ...good, data: { ...good.data, title: 'a\0b' } },
      { ...good, id: 7 },
      [],
      null,
    ];
    assert.deepEqual(await service.deliver(...bad, good), ['DROP', 'DROP', 'DROP', 'DROP', 'DROP', 'DROP', 'SUCCESS']);
    assert.equal((await logOf(ownerId)).length, 1);
  });

  it('goes to the dead letters when its instant is none', async () => {
    const event = reminderEventOf(ownerId, { dueAt: 'tomorrow' });
    assert.deepEqual(await service.deliver(event), ['DROP']);
  });

  it('comes again while the database refuses, and is written then', async () => {
    const event = reminderEventOf(ownerId);
    await service.withoutLog(async () => {
      assert.deepEqual(await service.deliver(event), ['RETRY']);
    });
    assert.deepEqual(await service.deliver(event), ['SUCCESS']);
    assert.equal((await logOf(ownerId)).length, 1);
  });

  it('is done when it is older than notifications are kept, because its own may have been dropped', async () => {
    service.clock.now = new Date('2027-03-31T23:59:00Z');
    const [first, late] = ['2026-03-01T00:00:00Z', '2026-02-28T23:59:59Z'].map((at) =>
      reminderEventOf(ownerId, {}, new Date(at)),
    );
    assert.deepEqual(await service.deliver(late, first), ['SUCCESS', 'SUCCESS']);
    assert.deepEqual(
      (await logOf(ownerId)).map(({ id }) => id),
      [first!.id],
    );
  });

  it('is accepted from the sidecar only', async () => {
    for (const headers of [{}, { 'dapr-api-token': 'another' }]) {
      const response = await request(`${service.url}/events/reminders`, 'POST', reminderEventOf(ownerId), headers);
      assert.equal(response.status, 401);
      assert.equal(response.headers.get('content-type'), 'application/problem+json');
    }
    assert.equal((await logOf(ownerId)).length, 0);
  });
});
