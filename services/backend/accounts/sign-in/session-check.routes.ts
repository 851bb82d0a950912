import { Router } from '@koa/router';
import { z } from 'zod';
import { validate } from '../../../../shared/http/validate.ts';
import type { Identify } from './identify.ts';

const check = z.strictObject({ token: z.string().max(4096) });

/** The websocket service checks a session here before an upgrade: a signature does not tell that the user has logged out. */
export function sessionCheckRoutes(identify: Identify): Router {
  const router = new Router();
  router.post('/internal/session', async (ctx) => {
    const { token } = validate(check, ctx.request.body);
    ctx.body = (await identify(token)).token;
  });
  return router;
}
