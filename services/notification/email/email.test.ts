import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Notification } from '../../../shared/entities/index.ts';
import { reminderEventOf } from '../../../tests/support/services/sample-events.ts';
import { useNotification } from '../../../tests/support/services/start-notification.ts';

describe('e-mail', () => {
  const service = useNotification({ emailBinding: 'email' });
  let ownerId: string;
  const ada = 'ada@example.com';
  beforeEach(async () => {
    service.clock.now = new Date('2026-01-31T12:00:00.000Z');
    service.sidecar.sent.length = 0;
    service.sidecar.failing.clear();
    await service.orm.em.execute('delete from "user"');
    ownerId = await service.addUser({ email: ada, timeZone: 'Europe/Berlin' });
  });

  const sent = () => service.sidecar.sent;
  const prefer = async (preferences: object) => {
    assert.equal((await service.ask('PUT', `users/${ownerId}/preferences`, preferences)).status, 200);
  };
  const emailedAt = async () => (await service.orm.em.fork().findOneOrFail(Notification, { ownerId })).emailedAt;

  it('goes to the owner through the output binding, and is recorded', async () => {
    const event = reminderEventOf(ownerId, { dueAt: '2026-01-31T12:30:00.000Z' });
    assert.deepEqual(await service.deliver(event), ['SUCCESS']);
    assert.deepEqual(sent(), [
      {
        binding: 'email',
        operation: 'create',
        data: '<p>&#34;Pay rent&#34; is due on Saturday, 31 January 2026 at 13:30.</p>',
        metadata: { emailTo: ada, subject: 'Reminder: Pay rent' },
      },
    ]);
    assert.deepEqual(await emailedAt(), service.clock.now);
  });

  it('takes a link for a new password to the owner alone, also one who wants no reminders by e-mail', async () => {
    await prefer({ email: false, quietHours: null });
    const link = 'https://todo.example/reset#a&b';
    assert.equal((await service.ask('POST', `users/${ownerId}/password-reset`, { link })).status, 204);
    const [{ data, metadata } = assert.fail()] = sent();
    assert.deepEqual(metadata, { emailTo: ada, subject: 'Choose a new password' });
    assert.match(data as string, /<a href="https:\/\/todo\.example\/reset#a&#38;b">/);
    for (const bad of ['javascript:alert(1)', 'x']) {
      assert.equal((await service.ask('POST', `users/${ownerId}/password-reset`, { link: bad })).status, 400);
    }
    assert.equal((await service.ask('POST', `users/${randomUUID()}/password-reset`, { link })).status, 404);
    assert.equal(
      (await service.ask('POST', `users/${ownerId}/password-reset`, { link }, { 'dapr-api-token': 'x' })).status,
      401,
    );
    assert.equal(sent().length, 1);
  });

  it('is sent once when the event comes again', async () => {
    const event = reminderEventOf(ownerId);
    await service.deliver(event);
    assert.deepEqual(await service.deliver(event, event), ['SUCCESS', 'SUCCESS']);
    assert.equal(sent().length, 1);
  });

  for (const call of ['invokeBinding', 'getState'] as const) {
    it(`is tried again when ${call} failed, beside the one line in the log`, async () => {
      const event = reminderEventOf(ownerId);
      service.sidecar.failing.add(call);
      assert.deepEqual(await service.deliver(event), ['RETRY']);
      assert.equal(await emailedAt(), null);
      service.sidecar.failing.clear();
      assert.deepEqual(await service.deliver(event), ['SUCCESS']);
      assert.equal(sent().length, 1);
      assert.deepEqual(await emailedAt(), service.clock.now);
      assert.equal((await service.ask('GET', `users/${ownerId}/notifications`)).body.items.length, 1);
    });
  }

  it('is not sent to a user who does not want any; the log has the line', async () => {
    await prefer({ email: false, quietHours: null });
    assert.deepEqual(await service.deliver(reminderEventOf(ownerId)), ['SUCCESS']);
    assert.deepEqual([sent(), await emailedAt()], [[], null]);
  });

  for (const [email, why] of [
    [null, 'has none'],
    ['a@example.com;b@example.com', 'has one that names two people'],
    ['a@example.com\r\nBcc: b@example.com', 'has one that holds another header'],
  ] as const) {
    it(`is not sent to a user who ${why}`, async () => {
      ownerId = await service.addUser({ email });
      assert.deepEqual(await service.deliver(reminderEventOf(ownerId)), ['SUCCESS']);
      assert.deepEqual(sent(), []);
    });
  }

  const night = { from: '22:00', to: '07:00' };
  const noon = { from: '12:00', to: '13:00' };
  const quiet: [typeof night, string, string, boolean][] = [
    [night, 'Europe/Berlin', '2026-01-31T20:59:59Z', true],
    [night, 'Europe/Berlin', '2026-01-31T21:00:00Z', false],
    [night, 'Europe/Berlin', '2026-01-31T23:30:00Z', false],
    [night, 'Europe/Berlin', '2026-02-01T05:59:59Z', false],
    [night, 'Europe/Berlin', '2026-02-01T06:00:00Z', true],
    [night, 'Europe/Berlin', '2026-07-01T05:00:00Z', true],
    [night, 'America/New_York', '2026-01-31T20:59:59Z', true],
    [night, 'America/New_York', '2026-02-01T03:00:00Z', false],
    [night, 'Asia/Kolkata', '2026-01-31T16:29:00Z', true],
    [night, 'Asia/Kolkata', '2026-01-31T16:30:00Z', false],
    [noon, 'Europe/Berlin', '2026-01-31T10:59:00Z', true],
    [noon, 'Europe/Berlin', '2026-01-31T11:00:00Z', false],
    [noon, 'Europe/Berlin', '2026-01-31T12:00:00Z', true],
  ];
  for (const [hours, timeZone, now, goesOut] of quiet) {
    it(`${goesOut ? 'goes out' : 'is kept back'} at ${now} in ${timeZone} when ${hours.from}–${hours.to} is quiet`, async () => {
      ownerId = await service.addUser({ timeZone });
      await prefer({ email: true, quietHours: hours });
      service.clock.now = new Date(now);
      assert.deepEqual(await service.deliver(reminderEventOf(ownerId)), ['SUCCESS']);
      assert.equal(sent().length, goesOut ? 1 : 0);
      assert.equal((await emailedAt()) !== null, goesOut);
    });
  }

  it('takes no header and no markup from a title', async () => {
    const title = 'Rent\r\nBcc: eve@example.com\u2028<script>alert("1")</script> & more';
    await service.deliver(reminderEventOf(ownerId, { title }));
    const [mail] = sent();
    assert.equal(mail?.metadata['subject'], 'Reminder: Rent Bcc: eve@example.com <script>alert("1")</script> & more');
    assert.match(String(mail?.data), /^<p>[^<>]*<\/p>$/);
    assert.match(String(mail?.data), /&#60;script&#62;alert\(&#34;1&#34;\)&#60;\/script&#62; &#38; more/);
  });

  it('is not sent for an account that was erased', async () => {
    await service.orm.em.execute('select erase_account(?)', [ownerId]);
    assert.deepEqual(await service.deliver(reminderEventOf(ownerId)), ['SUCCESS']);
    assert.deepEqual(sent(), []);
  });
});
