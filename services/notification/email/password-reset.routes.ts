import { Router } from '@koa/router';
import { z } from 'zod';
import { sidecarOnly } from '../../../shared/dapr/sidecar-only.middleware.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import { User } from '../../../shared/entities/index.ts';
import { escapeHtml } from '../../../shared/html.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { SendEmail } from './email.sender.ts';

interface Dependencies {
  orm: Orm;
  send: SendEmail;
  appApiToken: string;
}

const request = z.strictObject({ link: z.url({ protocol: /^https?$/ }).max(1000) });

/** The backend invokes this when somebody has asked for a link to choose a new password. */
export function passwordResetRoutes({ orm, send, appApiToken }: Dependencies): Router {
  const router = new Router().use(sidecarOnly(appApiToken));
  router.post('/users/:userId/password-reset', async (ctx) => {
    const id = validate(z.uuid(), ctx.params['userId'], 'userId');
    const { link } = validate(request, ctx.request.body);
    const user = await orm.em.fork().findOne(User, id);
    if (!user?.email) throw new NotFound('There is no such account with an e-mail address.');
    await send(
      user.email,
      'Choose a new password',
      `<p>Somebody, probably you, has asked for a new password of your account in the to-do list. ` +
        `<a href="${escapeHtml(link)}">Choose a new password</a>; the link works once, and only for a short time.</p>` +
        '<p>If it was not you, there is nothing to do: without the link nothing changes.</p>',
    );
    ctx.status = 204;
  });
  return router;
}
