import assert from 'node:assert/strict';
import type { Invocation, Sidecar } from '../../../shared/dapr/sidecar.ts';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../tests/support/use-client.ts';

const uuid = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const at = '2026-01-31T08:00:00.000Z';
const notifications = [1, 2, 3].map((n) => ({
  id: uuid(n),
  taskId: uuid(9),
  title: 'x',
  message: `${n}`,
  at,
  readAt: null,
  channels: ['push'],
}));
const pushDevices = [{ service: 'fcm.googleapis.com', createdAt: at }];
const preferences = { email: false, quietHours: { from: '22:00', to: '07:00' } };

describe('an export of an account', () => {
  let asked: string[];
  let isAway: boolean;
  /** The notification service, which sends its list in two pages. */
  const invoke = async ({ method, path }: Invocation) => {
    if (isAway) throw new Error('The notification service is away.');
    asked.push(`${method} ${path}`);
    if (path.endsWith('/preferences')) return { etag: '"4"', preferences };
    if (path.endsWith('/push/subscriptions')) return { items: pushDevices };
    return path.includes('cursor=next')
      ? { items: notifications.slice(2), nextCursor: null, unread: 3 }
      : { items: notifications.slice(0, 2), nextCursor: 'next', unread: 3 };
  };
  const backend = useBackend({ sidecar: { invoke } as unknown as Sidecar });
  beforeEach(() => {
    asked = [];
    isAway = false;
  });
  const ada = useClientPerTest(backend, 'Europe/Berlin');
  const exported = async () => (await ada.get('/api/export')).body;
  /** Reads all pages of a list of the API. */
  async function listOf(path: string): Promise<unknown[]> {
    const items = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await ada.get(`${path}?limit=100${cursor && `&cursor=${cursor}`}`);
      items.push(...body.items);
      cursor = body.nextCursor;
    }
    return items;
  }

  it('has all that the account holds, each list as long as it is, as the API has it', async () => {
    for (let batch = 0; batch < 3; batch += 1) {
      await ada.post('/api/tasks/batch', { tasks: Array.from({ length: 90 }, (_, index) => ({ title: `${index}` })) });
    }
    const { conversationId } = (await ada.post('/api/chat', { message: 'add Buy milk' })).body;
    await ada.post('/api/chat', { message: 'what is due today?', conversationId });
    await ada.post('/api/chat', { message: 'hello' });
    await backend.orm.em.execute(
      `insert into message (conversation_id, role, content, actions, at)
       select ?, 'user', 'Message ' || n, '[]', now() from generate_series(1, 250) as n`,
      [conversationId],
    );
    const { secret } = (await ada.post('/api/tokens', { name: 'Backup', scope: 'read' })).body;
    const { body: list } = await ada.post('/api/lists', { name: 'Work' });
    const { body: view } = await ada.post('/api/views', { name: 'At work', query: `list=${list.id}` });
    const { tasks, messages, ...rest } = await exported();
    assert.equal(tasks.length, 271);
    assert.equal(rest.tokens.length, 1);
    assert.ok(!JSON.stringify(rest).includes(secret));
    // A list tells the present title of each task, which an export has with the task.
    const withoutTitle = ({ title: _, ...row }: { title?: string }) => row;
    const conversations = (await listOf('/api/chat/conversations')) as { id: string }[];
    assert.deepEqual(rest, {
      account: (await ada.get('/api/auth/me')).body,
      preferences,
      tokens: (await ada.get('/api/tokens')).body.items,
      pushDevices,
      lists: [list],
      views: [view],
      notifications,
      activity: ((await listOf('/api/activity')) as object[]).map(withoutTitle),
      conversations: conversations.toReversed(),
    });
    assert.equal(rest.activity.length, 271);
    assert.equal(messages.length, 256);
    for (const { id } of conversations) {
      const ofThis = messages.filter((message: { conversationId: string }) => message.conversationId === id);
      const expected = (await listOf(`/api/chat/conversations/${id}`)).toReversed() as object[];
      assert.deepEqual(
        ofThis,
        expected.map((message) => ({ conversationId: id, ...message })),
      );
    }
    const mine = `users/${ada.userId}`;
    assert.deepEqual(asked, [
      `GET ${mine}/preferences`,
      `GET ${mine}/push/subscriptions`,
      `GET ${mine}/notifications?limit=100`,
      `GET ${mine}/notifications?limit=100&cursor=next`,
    ]);
  });

  it('has nothing of anybody else', async () => {
    const eve = await backend.register();
    await eve.post('/api/chat', { message: 'add Something secret' });
    assert.doesNotMatch(JSON.stringify(await exported()), /secret/);
  });

  it('is refused as a whole while notifications cannot be read, and the calendar is not', async () => {
    isAway = true;
    assertProblem(await ada.get('/api/export'), 503, 'service_unavailable');
    assert.equal((await ada.get('/api/export?format=ics')).status, 200);
  });

  it('is a file of which an import takes the tasks, and lists the rest', async () => {
    await ada.post('/api/tasks', { title: 'Mine' });
    const file = await exported();
    const eve = await backend.register();
    const { status, body } = await eve.post('/api/import', { ...file, tasks: [{ title: 'Mine' }] });
    assert.deepEqual([status, body.imported], [200, 1]);
    const left = body.omissions.map(({ property }: { property: string }) => property);
    assert.deepEqual(left, ['account', 'preferences', 'pushDevices', 'notifications', 'activity']);
    assert.match(body.omissions[0].reason, /account from which the file comes/);
    assertProblem(await eve.post('/api/import', { ...file, secrets: [] }), 400, 'validation_failed', 'secrets');
  });
});
