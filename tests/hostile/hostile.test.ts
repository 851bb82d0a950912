import assert from 'node:assert/strict';
import { InvocationError } from '../../shared/dapr/sidecar.errors.ts';
import type { Invocation, Sidecar } from '../../shared/dapr/sidecar.ts';
import { useBackend } from '../support/backend/start-backend.ts';
import { costlyTasks, sendHostile } from '../support/hostile/hostile-client.ts';
import { type OpenApi, worstRequests } from '../support/hostile/worst.requests.ts';
import { worstParts } from '../support/hostile/worst.texts.ts';
import { useNotification } from '../support/services/start-notification.ts';
import { useClient } from '../support/use-client.ts';

/** More than any response of a list has; only the export holds everything. */
const mostBytes = 4_000_000;

/** Routes that refuse what is made up: an address, a password or another secret; and those of other ids than a task's. */
const secrets =
  'register logIn changeAccount deleteAccount readCalendarFeed getPushKey putPushSubscription deletePushSubscription'.split(
    ' ',
  );
const otherIds =
  'endSession changeList deleteList changeView deleteView revokeToken markNotificationRead listMessages'.split(' ');

describe('the worst that the document allows', () => {
  const notification = useNotification();
  const backend = useBackend(() => ({ sidecar: { invoke } as unknown as Sidecar }));
  const person = useClient(backend);
  const leaving = useClient(backend);

  async function invoke({ method, path, body, headers }: Invocation): Promise<unknown> {
    const response = await notification.ask(method, path, body, headers);
    if (response.status < 400) return response.body;
    throw new InvocationError(`${method} ${path}`, response);
  }

  it('fails no route, and gets responses of a bounded size', async () => {
    const { body } = await person.post('/api/tasks/batch', { tasks: costlyTasks });
    const ids = body.items.map(({ id }: { id: string }) => id);
    const document: OpenApi = await (await fetch(`${backend.url}/api/openapi.json`)).json();
    const requests = worstRequests(document, ids, { parts: worstParts.slice(0, 1), items: 5 });
    const routes = new Set(requests.map(({ operationId }) => operationId));
    assert.deepEqual([...routes].sort(), backend.api.map(({ operationId }) => operationId).sort());
    const done = new Set<string>();
    for (const request of requests) {
      const { status, bytes } = await sendHostile(backend.url, request, person, leaving);
      const said = `${request.method} ${request.path.slice(0, 100)} (${request.what}): ${status}, ${bytes} bytes`;
      assert.ok(status < 500, said);
      if (status < 300) done.add(request.operationId);
      if (request.operationId !== 'exportTasks') assert.ok(bytes < mostBytes, said);
    }
    assert.deepEqual([...routes].filter((route) => !done.has(route)).sort(), [...secrets, ...otherIds].sort());
  });
});
