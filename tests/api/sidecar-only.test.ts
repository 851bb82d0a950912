import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import { request } from '../support/api-client.ts';
import { assertProblem } from '../support/assert-problem.ts';
import { countRows } from '../support/backend/count-rows.ts';
import { appApiToken, useBackend } from '../support/backend/start-backend.ts';
import { useClient } from '../support/use-client.ts';

const id = '01890000-0000-7000-8000-000000000000';
const completedAt = '2026-01-31T09:00:00Z';

describe('an address for the sidecar alone', () => {
  const backend = useBackend();
  const ada = useClient(backend);

  const addresses: [method: string, path: string, body?: object][] = [
    ['GET', '/dapr/subscribe'],
    ['POST', '/reminder-check'],
    ['POST', '/events/reminders.dead-letter', { id: 'x' }],
    ['POST', '/events/task-events.dead-letter', { id: 'x' }],
    ['POST', '/events/task-updates.dead-letter', { id: 'x' }],
    ['POST', '/internal/successors', { taskId: id, completedAt }],
    ['POST', '/internal/session', { token: 'x' }],
  ];
  for (const [method, path, body] of addresses) {
    it(`refuses everybody else: ${method} ${path}`, async () => {
      const rows = await countRows(backend.orm);
      const send = (headers: Record<string, string>) => request(backend.url + path, method, body, headers);
      const others: Record<string, string>[] = [
        {},
        { 'dapr-api-token': '' },
        { 'dapr-api-token': `${appApiToken}x` },
        { 'dapr-api-token': appApiToken.slice(0, -1) },
        { 'dapr-api-token': appApiToken.toUpperCase() },
        { 'dapr-api-token': `${appApiToken}, ${appApiToken}` },
        { authorization: `Bearer ${appApiToken}` },
        { authorization: `Bearer ${ada.token}`, cookie: `session=${ada.token}` },
      ];
      for (const headers of others) assertProblem(await send(headers), 401, 'unauthenticated');
      assert.deepEqual(await countRows(backend.orm), rows);
      const response = await send({ 'dapr-api-token': appApiToken });
      assert.equal(response.status, path === '/internal/session' ? 401 : 200, JSON.stringify(response.body));
    });
  }

  const sidecar = (path: string, body?: unknown) =>
    request(backend.url + path, 'POST', body, { 'dapr-api-token': appApiToken });

  it('refuses what is malformed, naming the field', async () => {
    const successor = '/internal/successors';
    assertProblem(await sidecar(successor, '{'), 400, 'malformed_request');
    assertProblem(await sidecar(successor, { taskId: 'x', completedAt }), 400, 'validation_failed', 'taskId');
    for (const bad of [undefined, 'now', null, 1, '0000-01-01T00:00:00Z']) {
      assertProblem(
        await sidecar(successor, { taskId: id, completedAt: bad }),
        400,
        'validation_failed',
        'completedAt',
      );
    }
    for (const token of [undefined, null, 5, 'x'.repeat(5000)]) {
      assertProblem(await sidecar('/internal/session', { token }), 400, 'validation_failed', 'token');
    }
  });

  it('tells the websocket service whose session a token is, until it ends', async () => {
    const { body } = await sidecar('/internal/session', { token: ada.token });
    assert.deepEqual(
      { id: body.id, userId: body.userId, sessionVersion: body.sessionVersion },
      { id: decodeJwt(ada.token)['sid'], userId: ada.userId, sessionVersion: 1 },
    );
    assert.ok(new Date(body.expiresAt) > backend.clock.now);
    await ada.post('/api/auth/logout');
    assertProblem(await sidecar('/internal/session', { token: ada.token }), 401, 'unauthenticated');
  });

  it('drops dead letters that cannot be recognised, and keeps each other once', async () => {
    const path = '/events/reminders.dead-letter';
    for (const bad of ['null', '[]', '"x"', '{}', '{"id":5}', `{"id":"${'x'.repeat(201)}"}`]) {
      assert.deepEqual((await sidecar(path, bad)).body, { status: 'DROP' });
    }
    const { dead_letter: before = 0 } = await countRows(backend.orm);
    for (const data of [1, 2]) {
      assert.deepEqual((await sidecar(path, { id: 'one', data })).body, { status: 'SUCCESS' });
    }
    assert.equal((await countRows(backend.orm))['dead_letter'], before + 1);
  });

  it('keeps dead letters that the database cannot hold as they are, as nearly as it can', async () => {
    const odd = { id: 'nul \u0000', data: { 'half \ud800': '\\u0000 \u0001 \u0000 \ud83d\ude00 \udc00 \\' } };
    assert.deepEqual((await sidecar('/events/reminders.dead-letter', odd)).body, { status: 'SUCCESS' });
    const [row] = await backend.orm.em.execute<[{ event: unknown }]>(
      "select event from dead_letter where event_id like 'nul%'",
    );
    assert.deepEqual(row.event, {
      id: 'nul \ufffd',
      data: { 'half \ufffd': '\\u0000 \u0001 \ufffd \ud83d\ude00 \ufffd \\' },
    });
  });
});
