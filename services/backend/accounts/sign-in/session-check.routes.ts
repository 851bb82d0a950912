import { Router } from '@koa/router';
import { z } from 'zod';
import { validate } from '../../../../shared/http/validate.ts';
import { requireScope } from './authenticate.ts';
import type { Identify } from './identify.ts';

const check = z.strictObject({ token: z.string().max(4096) });

/**
 * The websocket service checks a token here before an upgrade. A signature does not tell that the user has signed out, and only the
 * database knows an API token.
 */
export function sessionCheckRoutes(identify: Identify): Router {
  const router = new Router();
  router.post('/internal/session', async (ctx) => {
    const { token } = validate(check, ctx.request.body);
    const { identity, credential } = await identify(token);
    requireScope(identity.scope, 'read');
    ctx.body = credential;
  });
  return router;
}
