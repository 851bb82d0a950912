import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { due, useTransfer, uuid } from '../../../../tests/support/backend/use-transfer.ts';

describe('imports of large files', () => {
  const { backend, ada, exported, bring } = useTransfer();

  it('take no long time over a task that holds a million mistakes', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`k${n}`, 1]));
    const tasks = [{ title: 'x', tags: Array(1_000_000).fill(1) }, ...Array(12).fill({ title: 'Good', ...unknown })];
    const { body } = await bring(ada, tasks);
    assert.deepEqual([body.imported, body.omissions.length], [12, 10_001]);
    assert.match(body.omissions.at(-1).reason, /^And \d+ more\.$/);
  });

  it('work for ten thousand tasks, in pages and in few statements', async () => {
    const reminders = [{ at: '2026-05-01T00:00:00Z' }];
    const tasks = Array.from({ length: 10_000 }, (_, index) => ({
      id: crypto.randomUUID(),
      title: `Task ${index}`,
      due,
      reminders,
    }));
    assertProblem(await bring(ada, [...tasks, { id: uuid(1), title: 'x' }]), 400, 'validation_failed', 'tasks');
    assert.deepEqual((await bring(ada, tasks)).body, { imported: 10_000, skipped: 0 });
    const file = await exported(ada);
    assert.deepEqual(new Set(file.tasks.map(({ id }) => id)), new Set(tasks.map(({ id }) => id)));
    assert.deepEqual((await ada.post('/api/import', file)).body, { imported: 0, skipped: 10_000 });
  });

  it('refuse a body that is too large, and any large one of a stranger before it is read', async () => {
    const body = JSON.stringify({ tasks: [{ id: uuid(1), title: 'x', description: 'x'.repeat(33 * 1024 * 1024) }] });
    assertProblem(await ada.post('/api/import', body), 413, 'payload_too_large');
    assertProblem(await request(`${backend.url}/api/import`, 'POST', body), 401, 'unauthenticated');
    // A few bytes that unpack to many are as large.
    const packed = { method: 'POST', body: gzipSync(body.slice(0, 1_000_000)) };
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    for (const [path, status] of [
      ['/api/import', 415],
      ['/api/tasks/batch', 400],
    ] as const) {
      assert.equal((await fetch(`${backend.url}${path}`, { ...packed, headers })).status, 401);
      const authorization = `Bearer ${ada.token}`;
      assert.equal(
        (await fetch(`${backend.url}${path}`, { ...packed, headers: { ...headers, authorization } })).status,
        status,
      );
    }
    assertProblem(await ada.post('/api/tasks', body.slice(0, 300 * 1024)), 413, 'payload_too_large');
  });
});
