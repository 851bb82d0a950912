import assert from 'node:assert/strict';
import type { Router } from '@koa/router';
import type Koa from 'koa';
import { freshVapidKey } from '../../infra/stack/secrets/fresh-secrets.ts';
import { createNotification } from '../../services/notification/app.ts';
import { createRecurring } from '../../services/recurring/app.ts';
import { createWebsocket } from '../../services/websocket/app.ts';
import { SocketHub } from '../../services/websocket/socket.hub.ts';
import { systemClock } from '../../shared/clock.ts';
import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import type { Orm } from '../../shared/database/orm.ts';
import { createMetrics } from '../../shared/http/metrics.ts';
import { listen } from '../../shared/http/server/server.ts';
import { createLogger } from '../../shared/logger.ts';
import { request } from '../support/api-client.ts';
import { appApiToken } from '../support/services/start-notification.ts';
import { useStarted } from '../support/use-started.ts';

/** Whoever asks is refused before any of these is used. */
const [orm, sidecar] = [{} as Orm, {} as Sidecar];
const logger = createLogger('access', 'silent');
const push = { vapidPrivateKey: freshVapidKey(), contact: 'mailto:a@example.com', services: [], wake: () => undefined };
const common = { sidecar, appApiToken, logger };

const apps: Record<string, () => Koa> = {
  notification: () =>
    createNotification({
      ...common,
      orm,
      clock: systemClock,
      emailBinding: 'email',
      push,
      metrics: createMetrics('notification'),
    }).app,
  recurring: () => createRecurring({ ...common, metrics: createMetrics('recurring') }),
  websocket: () =>
    createWebsocket({ ...common, hub: new SocketHub(), joinMs: 10, metrics: createMetrics('websocket') }),
};
const probes = ['GET /healthz', 'GET /metrics', 'GET /readyz'];

for (const [name, create] of Object.entries(apps)) {
  describe(`the ${name} service`, () => {
    const app = create();
    const service = useStarted(async () => {
      const server = await listen(app.callback(), 0, '127.0.0.1');
      return { url: `http://127.0.0.1:${server.port}`, stop: () => server.close() };
    });

    it('serves its probes to everybody, and all other routes to its sidecar alone', async () => {
      const open: string[] = [];
      const routes = app.middleware.flatMap((middleware) => (middleware as { router?: Router }).router?.stack ?? []);
      assert.ok(routes.length > probes.length);
      for (const { path, methods } of routes) {
        for (const method of methods.filter((one) => one !== 'HEAD')) {
          const ask = async (headers: Record<string, string>) => {
            const url = service.url + String(path).replace(/:\w+/g, '01890000-0000-7000-8000-000000000000');
            return (await request(url, method, method === 'GET' ? undefined : {}, headers)).status;
          };
          const others = [{}, { 'dapr-api-token': `${appApiToken}x` }, { authorization: `Bearer ${appApiToken}` }];
          const statuses = new Set(await Promise.all(others.map(ask)));
          if (!statuses.has(401)) open.push(`${method} ${path}`);
          else assert.deepEqual([...statuses], [401], `${method} ${path}`);
        }
      }
      assert.deepEqual(open.toSorted(), probes);
    });
  });
}
