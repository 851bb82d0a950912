import { Router } from '@koa/router';
import { z } from 'zod';
import { sidecarOnly } from '../../../shared/dapr/sidecar-only.middleware.ts';
import { etagOf, ifMatchOf } from '../../../shared/http/etag.ts';
import { validate } from '../../../shared/http/validate.ts';
import { preferences as preferencesSchema } from '../../../shared/notifications/preferences.schema.ts';
import type { PreferenceService, VersionedPreferences } from './preference.service.ts';

interface Dependencies {
  preferences: PreferenceService;
  appApiToken: string;
}

/** The backend invokes these routes on behalf of the user that it has authenticated. Responses carry the ETag in the body. */
export function preferenceRoutes({ preferences, appApiToken }: Dependencies): Router {
  const router = new Router({ prefix: '/users/:userId' });
  router.use(sidecarOnly(appApiToken));
  const userIdOf = (ctx: { params: Record<string, string | undefined> }) =>
    validate(z.uuid(), ctx.params['userId'], 'userId');

  router.get('/preferences', async (ctx) => {
    validate(z.strictObject({}), ctx.query, 'query');
    ctx.body = present(await preferences.get(userIdOf(ctx)));
  });

  router.put('/preferences', async (ctx) => {
    const userId = userIdOf(ctx);
    const ifMatch = ifMatchOf(ctx.headers['if-match']);
    const wanted = validate(preferencesSchema, ctx.request.body);
    ctx.body = present(await preferences.put(userId, wanted, ifMatch));
  });

  /** Deletes what the state store holds of a deleted account. Its notifications go with its row in the database. */
  router.delete('/', async (ctx) => {
    await preferences.forget(userIdOf(ctx));
    ctx.status = 204;
  });

  return router;
}

function present({ version, preferences }: VersionedPreferences) {
  return { etag: etagOf(version), preferences };
}
