import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import Koa from 'koa';
import type { OpenApiDocument } from '../../../services/backend/platform/openapi/document.ts';
import { listen } from '../../../shared/http/server/server.ts';
import { request } from '../api-client.ts';
import { responseCheck } from './response-check.ts';
import { startBackend } from './start-backend.ts';

interface Wrong {
  what: string;
  method: string;
  path: string;
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
  says: RegExp;
}

const id = '01890000-0000-7000-8000-000000000000';
const user = { id, email: 'ada@example.com', timeZone: 'UTC', locale: 'en-US' };
const problem = { type: 'about:blank', title: 'Not found', status: 404, code: 'not_found', detail: 'None.' };
const asProblem = { 'content-type': 'application/problem+json' };

const wrong: Wrong[] = [
  {
    what: 'a wrong type',
    method: 'GET',
    path: '/api/config',
    status: 200,
    body: { phase5: 'yes' },
    says: /boolean/,
  },
  { what: 'a missing field', method: 'GET', path: '/api/config', status: 200, body: {}, says: /required/ },
  {
    what: 'a field too many',
    method: 'GET',
    path: '/api/auth/me',
    status: 200,
    body: { ...user, passwordHash: 'x' },
    says: /additionalProperties/,
  },
  { what: 'a status of its own', method: 'GET', path: '/api/config', status: 418, body: {}, says: /no such status/ },
  {
    what: 'a code of its own',
    method: 'GET',
    path: `/api/tasks/${id}`,
    status: 404,
    headers: asProblem,
    body: { ...problem, code: 'gone_fishing' },
    says: /enum/,
  },
  {
    what: 'a refusal that is no problem',
    method: 'GET',
    path: `/api/tasks/${id}`,
    status: 404,
    body: problem,
    says: /application\/problem\+json is documented/,
  },
  {
    what: 'no Set-Cookie',
    method: 'POST',
    path: '/api/auth/logout',
    status: 204,
    says: /Set-Cookie is missing/,
  },
  {
    what: 'an ETag that is none',
    method: 'GET',
    path: '/api/preferences',
    status: 200,
    headers: { etag: '3' },
    body: { email: true, quietHours: null },
    says: /header ETag is 3/,
  },
  {
    what: 'a 200 where a 204 is documented',
    method: 'DELETE',
    path: `/api/tasks/${id}`,
    status: 200,
    body: {},
    says: /no such status/,
  },
  {
    what: 'an address of its own',
    method: 'GET',
    path: '/api/secrets',
    status: 200,
    body: {},
    says: /no such operation/,
  },
];

let document: OpenApiDocument;

describe('the check of responses', () => {
  before(async () => {
    const backend = await startBackend();
    document = (await request(`${backend.url}/api/openapi.json`, 'GET')).body;
    await backend.stop();
  });

  for (const { what, method, path, status, headers = {}, body, says } of wrong) {
    it(`refuses ${what}`, async () => {
      const { response, violations } = await ask(method, path, (ctx) => {
        ctx.status = status;
        ctx.body = body;
        ctx.set(headers);
      });
      assert.deepEqual([response.status, response.body.code, violations.length], [500, 'not_as_documented', 1]);
      assert.match(violations[0]!, says);
    });
  }

  it('lets pass what is documented', async () => {
    const { response, violations } = await ask('GET', '/api/auth/me', (ctx) => {
      ctx.body = user;
    });
    assert.deepEqual([response.status, response.body, violations], [200, user, []]);
  });

  it('looks at what is streamed', async () => {
    const { violations } = await ask('GET', '/api/export', (ctx) => {
      ctx.body = Readable.from(['{"tasks":[{}]}']);
      ctx.set({ 'content-type': 'application/json', 'content-disposition': 'attachment' });
    });
    assert.match(violations[0]!, /required/);
  });
});

/** One request to an application that answers so. */
async function ask(method: string, path: string, handle: Koa.Middleware) {
  const { middleware, violations } = responseCheck('events', () => document);
  const server = await listen(new Koa().use(middleware).use(handle).callback(), 0, '127.0.0.1');
  const response = await request(`http://127.0.0.1:${server.port}${path}`, method);
  await server.close();
  return { response, violations };
}
