import assert from 'node:assert/strict';
import type { Router } from '@koa/router';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import type Koa from 'koa';
import { request } from '../../../../tests/support/api-client.ts';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import type { OpenApiDocument } from './document.ts';

/** The open routes without a body have no 4xx response. */
const rules = { 'operation-4xx-response': 'off' } as const;
/** A route that redirects has no 2xx response. */
const rulesOfRedirects = { ...rules, 'operation-2xx-response': 'off' } as const;

/** Contacted only when somebody signs in, which no test here does. */
const issuer = { issuer: 'https://login.example.com', clientId: 'todo', name: 'Example' };

for (const [phase5, oidc] of [
  [false, false],
  [true, false],
  [true, true],
]) {
  describe(`the OpenAPI document of Phase ${phase5 ? 5 : 4}${oidc ? ', with an external issuer and e-mail' : ''}`, () => {
    const backend = useBackend({ eventsEnabled: phase5 === true, ...(oidc ? { issuer, sendsEmail: true } : {}) });
    let document: OpenApiDocument;

    before(async () => {
      document = (await request(`${backend.url}/api/openapi.json`, 'GET')).body;
    });

    it('is valid, and a linter has nothing to say, about the examples neither', async () => {
      const config = await createConfig({ extends: ['recommended-strict'], rules: oidc ? rulesOfRedirects : rules });
      const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config });
      const messages = problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
      assert.deepEqual(messages, []);
    });

    it('describes each route there is, and no other', async () => {
      const described = Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      );
      const served = routesOf(backend.app, phase5 ? [] : heldBack);
      assert.deepEqual(described.sort(), served.sort());
      assert.ok(described.length > 10);
    });

    it(`tells ${phase5 ? 'of what Phase 5 adds' : 'nothing of what Phase 5 adds'}`, () => {
      const text = JSON.stringify(document);
      for (const word of ['priority', 'recurrence', 'reminder', 'snooze', 'notification', 'overdue', 'dueBefore']) {
        assert.equal(text.includes(word), phase5, word);
      }
    });
  });
}

/** Addresses of Phase 5 that Phase 4 answers 404, so that they are not taken for a task's; the tests of Phase 4 see to that. */
const heldBack = ['batch', 'update', 'complete', 'counts', 'delete', 'quick'].map((name) => `/api/tasks/${name}`);

/** What the router takes below /api. HEAD comes with each GET. */
function routesOf(app: Koa, except: readonly string[]): string[] {
  const routers = app.middleware.flatMap((middleware) => (middleware as { router?: Router }).router ?? []);
  return routers
    .flatMap((router) => router.stack)
    .filter(({ path }) => String(path).startsWith('/api/') && !except.includes(String(path)))
    .flatMap(({ path, methods }) =>
      methods
        .filter((method) => method !== 'HEAD')
        .map((method) => `${method} ${String(path).replace(/:(\w+)/g, '{$1}')}`),
    );
}
