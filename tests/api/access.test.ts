import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Router } from '@koa/router';
import { root } from '../../infra/local/config.ts';
import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import { appApiToken, pageOrigin, useBackend } from '../support/backend/start-backend.ts';
import { clientId, TestIssuer } from '../support/backend/test-issuer.ts';
import { useClient } from '../support/use-client.ts';
import { useStarted } from '../support/use-started.ts';

describe('the table of who may what in docs/api.md', () => {
  const issuer = useStarted(async () => {
    const started = await TestIssuer.start();
    return { url: started.url, stop: () => started.goDown() };
  });
  const backend = useBackend(() => ({
    sidecar: { invoke: () => Promise.reject(new Error('There is no notification service.')) } as unknown as Sidecar,
    issuer: { issuer: issuer.url, clientId, name: 'Example' },
    sendsEmail: true,
  }));
  const ada = useClient(backend);
  const leaving = useClient(backend);

  /** The routes of the application, also those outside its document. HEAD comes with each GET. */
  const routes = () =>
    backend.app.middleware
      .flatMap((middleware) => (middleware as { router?: Router }).router?.stack ?? [])
      .flatMap(({ path, methods }) =>
        methods.filter((method) => method !== 'HEAD').map((method) => ({ method, path: String(path) })),
      );

  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const secretOf = async (scope: string) => (await ada.post('/api/tokens', { name: scope, scope })).body.secret;

  async function access(method: string, path: string, headers: Record<string, string>): Promise<string> {
    const { status } = await fetch(backend.url + path.replace(/:\w+/g, randomUUID()), {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
      ...(method === 'GET' ? {} : { body: '{}' }),
    });
    return status === 401 || status === 403 ? String(status) : 'yes';
  }

  it('has a line for each route, which says what happens', async () => {
    const [read, write, feed] = [await secretOf('read'), await secretOf('write'), await secretOf('feed')];
    const actual: string[] = [];
    for (const { method, path } of routes()) {
      // Signing out ends the session of somebody else.
      const { token } = path === '/api/auth/logout' ? leaving : ada;
      const senders = [
        {},
        { cookie: `session=${token}`, origin: pageOrigin },
        bearer(read),
        bearer(write),
        bearer(feed),
        { 'dapr-api-token': appApiToken },
      ];
      const cells = await Promise.all(senders.map((headers) => access(method, path, headers)));
      actual.push(`| \`${method} ${path}\` | ${cells.join(' | ')} |`);
    }
    const { paths } = (await ada.get('/api/openapi.json')).body;
    for (const { method, path, open, sessionOnly } of backend.api) {
      const described = paths[path.replace(/:(\w+)/g, '{$1}')][method];
      const written = actual.find((line) => line.startsWith(`| \`${method.toUpperCase()} ${path}\` `))!;
      const [nobody, , , write] = written.split(' | ').slice(1);
      assert.equal(nobody === 'yes', open === true, written);
      assert.equal(write === '403', sessionOnly === true, written);
      assert.deepEqual(described?.security?.length, open ? 0 : sessionOnly ? 2 : undefined, written);
    }
    const page = readFileSync(join(root, 'docs/api.md'), 'utf8');
    const documented = page.match(/^\| `(GET|POST|PUT|PATCH|DELETE) .*$/gm) ?? [];
    const lines = documented.toSorted();
    assert.deepEqual(lines, actual.toSorted(), 'Each route needs its line in docs/api.md, "Who may what".');
  });
});
