import assert from 'node:assert/strict';
import { InvocationError } from '../../../shared/dapr/sidecar.errors.ts';
import type { Invocation, Sidecar } from '../../../shared/dapr/sidecar.ts';
import { type Client, password } from '../../../tests/support/api-client.ts';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { countRows, tablesThatMention } from '../../../tests/support/backend/count-rows.ts';
import { appApiToken, useBackend } from '../../../tests/support/backend/start-backend.ts';
import { waitingSessions } from '../../../tests/support/database.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { useClientPerTest } from '../../../tests/support/use-client.ts';

describe('deleting an account', () => {
  let calls: Invocation[];
  /** What the notification service does when it is asked. */
  let notification: () => Promise<unknown>;
  const invoke = async (call: Invocation) => {
    calls.push(call);
    return notification();
  };
  const backend = useBackend({ sidecar: { invoke } as unknown as Sidecar });
  const ada = useClientPerTest(backend);
  beforeEach(() => {
    calls = [];
    notification = async () => '';
  });

  /** A row of this person in every table that can have one. */
  async function liveABit(person: Client): Promise<void> {
    const due = { date: '2030-01-31' };
    const reminders = [{ minutesBefore: 5 }];
    const listId = (await person.post('/api/lists', { name: 'Mine' })).body.id;
    const { body: task } = await person.post('/api/tasks', { title: 'Mine', due, reminders, tags: ['t'], listId });
    await person.patch(`/api/tasks/${task.id}`, { title: 'Still mine' });
    await person.post('/api/views', { name: 'Mine', query: `list=${listId}` });
    await person.post('/api/chat', { message: 'add another' }, { 'idempotency-key': 'once' });
    await person.post('/api/tokens', { name: 'Mine', scope: 'read' });
    await backend.orm.em.execute(
      `insert into notification (id, owner_id, task_id, title, message, at)
       values (gen_random_uuid(), ?, ?, 't', 'm', now())`,
      [person.userId, task.id],
    );
    await backend.orm.em.execute(
      `insert into push_subscription (id, owner_id, session_id, endpoint, p256dh, auth, created_at)
       values (gen_random_uuid(), ?, gen_random_uuid(), 'https://push.example.com/' || gen_random_uuid(), '', '', now())`,
      [person.userId],
    );
    await backend.orm.em.execute(
      `insert into push_delivery (notification_id, subscription_id, payload, next_at, created_at)
       select n.id, s.id, '{}', now(), now() from notification n join push_subscription s on s.owner_id = n.owner_id
        where n.owner_id = ?`,
      [person.userId],
    );
    const event = { id: crypto.randomUUID(), data: { ownerId: person.userId } };
    const headers = { 'dapr-api-token': appApiToken };
    assert.equal((await person.post('/events/reminders.dead-letter', event, headers)).body.status, 'SUCCESS');
  }

  /** But the one event that has the websocket service close the person's sockets, until it is published. */
  async function assertNothingLeft({ userId }: Client): Promise<void> {
    assert.deepEqual(await tablesThatMention(backend.orm, userId), ['outbox_event']);
    const events = await backend.orm.em.execute<{ topic: string; event: { type: string; data: object } }[]>(
      'select topic, event from outbox_event where owner_id = ? or event::text ilike ?',
      [userId, `%${userId}%`],
    );
    assert.deepEqual(
      events.map(({ topic, event: { type, data } }) => ({ topic, type, data })),
      [
        {
          topic: 'task-updates',
          type: 'session.ended.v1',
          data: { ownerId: userId, sessionVersion: 2 ** 31 - 1 },
        },
      ],
    );
  }

  const erase = (person: Client, given = password) => person.delete('/api/auth/me', { password: given });

  it('leaves no row of the person in any table, and every row of the others', async () => {
    const eve = await backend.register();
    await liveABit(eve);
    const before = await countRows(backend.orm);
    await liveABit(ada);
    const during = await countRows(backend.orm);
    const tables = await tablesThatMention(backend.orm, ada.userId);
    assert.deepEqual(tables, [
      'activity',
      'api_token',
      'chat_change',
      'conversation',
      'dead_letter',
      'idempotency_record',
      'list',
      'notification',
      'outbox_event',
      'push_subscription',
      'session',
      'task',
      'task_count',
      'task_usage',
      'task_word',
      'user',
      'view',
    ]);
    const signedUp = ['user', 'session'];
    for (const table of [
      ...tables.filter((name) => !signedUp.includes(name)),
      'message',
      'reminder',
      'push_delivery',
    ]) {
      assert.ok(during[table]! > before[table]!, `nothing of the person was in ${table}`);
    }

    const erased = await erase(ada);
    assert.deepEqual([erased.status, erased.body], [204, '']);
    assert.match(erased.headers.get('set-cookie') ?? '', /^session=; Path=\/; Max-Age=0/);
    await assertNothingLeft(ada);
    assert.deepEqual(await tablesThatMention(backend.orm, ada.email), []);
    const { user, session, outbox_event, ...others } = before;
    assert.deepEqual(await countRows(backend.orm), {
      ...others,
      user: user! - 1,
      session: session! - 1,
      outbox_event: outbox_event! + 1,
    });
    assertProblem(await ada.get('/api/tasks'), 401, 'unauthenticated');
    assert.equal((await eve.get('/api/tasks')).body.items.length, 2);
  });

  it('has the notification service forget the person first', async () => {
    let stillThere: string[] = [];
    notification = async () => {
      stillThere = await tablesThatMention(backend.orm, ada.userId);
    };
    assert.equal((await erase(ada)).status, 204);
    assert.deepEqual(calls, [{ appId: 'notification', method: 'DELETE', path: `users/${ada.userId}` }]);
    assert.deepEqual(stillThere, ['session', 'user']);
  });

  const failures: [name: string, error: () => Error][] = [
    ['cannot be reached', () => new Error('connect ECONNREFUSED')],
    ['fails', () => new InvocationError('DELETE', { status: 500, body: { code: 'internal_error' } })],
    [
      'is unknown to the sidecar',
      () => new InvocationError('DELETE', { status: 500, body: { errorCode: 'ERR_DIRECT_INVOKE' } }),
    ],
  ];
  for (const [name, error] of failures) {
    it(`deletes nothing and says so when the notification service ${name}`, async () => {
      await liveABit(ada);
      const before = await countRows(backend.orm);
      notification = () => Promise.reject(error());
      const refused = await erase(ada);
      assertProblem(refused, 503, 'service_unavailable');
      assert.ok(Number(refused.headers.get('retry-after')) > 0);
      assert.deepEqual(await countRows(backend.orm), before);
      assert.equal((await ada.get('/api/tasks')).body.items.length, 2);
    });
  }

  it('needs the password, before anybody is asked to forget', async () => {
    const before = await countRows(backend.orm);
    assertProblem(await erase(ada, 'not the password'), 403, 'forbidden');
    assertProblem(await ada.delete('/api/auth/me'), 400, 'validation_failed', 'password');
    assert.deepEqual(calls, []);
    assert.deepEqual(await countRows(backend.orm), before);
  });

  it('waits for a change under way, and erases what that adds', async () => {
    const { body: task } = await ada.post('/api/tasks', { title: 'Being changed' });
    let erasing: Promise<{ status: number }> | undefined;
    await backend.orm.em.fork().transactional(async (tx) => {
      await tx.execute('select 1 from task where id = ? for update', [task.id]);
      erasing = erase(ada);
      await eventually('the erasure waits', async () => (await waitingSessions(tx)) > 0);
      await tx.execute(
        `insert into activity (owner_id, task_id, action, changes, actor, at) values (?, ?, 'updated', '{}', 'user', now())`,
        [ada.userId, task.id],
      );
    });
    assert.equal((await erasing)?.status, 204);
    await assertNothingLeft(ada);
  });

  it('also keeps no dead letter of the person that comes after it', async () => {
    await liveABit(ada);
    const before = await countRows(backend.orm);
    assert.equal((await erase(ada)).status, 204);
    const eve = await backend.register();
    const headers = { 'dapr-api-token': appApiToken };
    const die = (data: object) =>
      eve.post('/events/task-events.dead-letter', { id: crypto.randomUUID(), data }, headers);
    assert.equal(
      (await die({ ownerId: ada.userId, task: { title: 'Of the deleted account' } })).body.status,
      'SUCCESS',
    );
    await assertNothingLeft(ada);
    for (const data of [{ ownerId: eve.userId }, { ownerId: 'nobody' }, {}]) await die(data);
    const { dead_letter } = await countRows(backend.orm);
    assert.equal(dead_letter, before['dead_letter']! - 1 + 3);
  });

  it('waits for a dead letter that is being recorded, and erases it', async () => {
    let erasing: Promise<{ status: number }> | undefined;
    await backend.orm.em.fork().transactional(async (tx) => {
      await tx.execute('select 1 from "user" where id = ? for key share', [ada.userId]);
      erasing = erase(ada);
      await eventually('the erasure waits', async () => (await waitingSessions(tx)) > 0);
      await tx.execute(
        `insert into dead_letter (topic, event_id, event, received_at) values ('reminders', ?, ?, now())`,
        [crypto.randomUUID(), JSON.stringify({ data: { ownerId: ada.userId } })],
      );
    });
    assert.equal((await erasing)?.status, 204);
    await assertNothingLeft(ada);
  });

  it('while the person is still writing leaves nothing behind either, and no write fails with a 5xx', async () => {
    const { body: task } = await ada.post('/api/tasks', { title: 'Busy' });
    let erased = false;
    const write = async (step: number) => {
      const responses = [];
      while (!erased) {
        responses.push(
          await [
            () => ada.post('/api/tasks', { title: `New ${responses.length}` }),
            () => ada.patch(`/api/tasks/${task.id}`, { title: `Edit ${responses.length}` }),
            () => ada.post('/api/chat', { message: `add chat ${responses.length}` }),
            () => ada.patch('/api/auth/me', { timeZone: responses.length % 2 ? 'UTC' : 'Asia/Tokyo' }),
          ][step % 4]!(),
        );
      }
      return responses;
    };
    const writers = Array.from({ length: 8 }, (_, index) => write(index));
    await eventually('the writers have written', async () => (await ada.get('/api/tasks')).body.items.length > 5);
    assert.equal((await erase(ada)).status, 204);
    erased = true;
    const statuses = (await Promise.all(writers)).flat().map(({ status }) => status);
    assert.deepEqual(
      [...new Set(statuses)].filter((status) => ![200, 201, 401, 404].includes(status)),
      [],
    );
    await assertNothingLeft(ada);
  });
});
