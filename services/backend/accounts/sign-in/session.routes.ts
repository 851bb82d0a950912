import { Router } from '@koa/router';
import { z } from 'zod';
import type { VerifySession } from '../../../../shared/auth/session-token.ts';
import type { Clock } from '../../../../shared/clock.ts';
import type { Orm } from '../../../../shared/database/orm.ts';
import { User } from '../../../../shared/entities/index.ts';
import { Unauthenticated } from '../../../../shared/http/problem.ts';
import { validate } from '../../../../shared/http/validate.ts';

const check = z.strictObject({ token: z.string().max(4096) });

interface Dependencies {
  orm: Orm;
  verify: VerifySession;
  clock: Clock;
}

/** The websocket service checks a session here before an upgrade: a signature does not tell that the user has logged out. */
export function sessionRoutes({ orm, verify, clock }: Dependencies): Router {
  const router = new Router();
  router.post('/internal/session', async (ctx) => {
    const { token } = validate(check, ctx.request.body);
    const session = await verify(token, clock());
    const user = session && (await orm.em.fork().findOne(User, session.userId));
    if (!user || user.sessionVersion !== session?.sessionVersion) {
      throw new Unauthenticated('The session has ended. Sign in again.');
    }
    ctx.body = session;
  });
  return router;
}
