import { z } from 'zod';
import type { Clock } from '../../../../shared/clock.ts';
import type { Orm } from '../../../../shared/database/orm.ts';
import { TooManyRequests } from '../../../../shared/http/problem.ts';
import { validate } from '../../../../shared/http/validate.ts';
import type { Logger } from '../../../../shared/logger.ts';
import type { Limits } from '../../limits/limits.ts';
import type { NotificationClient } from '../../notifications/notification.client.ts';
import type { Route } from '../../platform/openapi/route.ts';
import type { UnitOfWork } from '../../platform/unit-of-work.ts';
import { ada, token as tokenExample } from '../account.examples.ts';
import { email, registration } from '../account.input.ts';
import { session } from '../account.response.ts';
import { requireStrongPassword } from '../password.strength.ts';
import { hashPassword } from '../password.ts';
import { requireOwnOrigin } from '../sign-in/authenticate.ts';
import type { LoginLimit } from '../sign-in/login-limit.ts';
import type { Sessions } from '../sign-in/sessions.ts';
import { accountOfReset, ResetRefused, requestReset, resetPassword } from './reset.service.ts';

interface Dependencies {
  orm: Orm;
  unitOfWork: UnitOfWork;
  sessions: Sessions;
  limit: LoginLimit;
  limits: Pick<Limits, 'RESET_SECONDS' | 'RESET_WAIT_SECONDS'>;
  clock: Clock;
  logger: Logger;
  allowedOrigins: readonly string[];
  callNotification: NotificationClient;
}

const resetRequest = z.strictObject({ email }).meta({ id: 'PasswordResetRequest' });
const reset = z
  .strictObject({
    token: z.string().max(200).meta({ description: 'The part of the link after `#`.' }),
    password: registration.shape.password,
  })
  .meta({ id: 'PasswordReset' });
const tooMany = new TooManyRequests('At most 30 such requests a minute.', 42);

/** A new password for a forgotten one, by a link in an e-mail. These routes exist only where e-mail is sent. */
export function resetRoutes(dependencies: Dependencies): Route[] {
  const { orm, unitOfWork, sessions, limit, limits, clock, logger, allowedOrigins, callNotification } = dependencies;

  async function sendLink(address: string): Promise<void> {
    const request = await requestReset(orm.em.fork(), address, clock(), limits.RESET_WAIT_SECONDS);
    if (!request) return;
    // A browser sends the part after # to no server, so it is in no log.
    const body = { link: `${allowedOrigins[0]}/reset#${request.secret}` };
    await callNotification({ method: 'POST', path: `users/${request.userId}/password-reset`, body });
  }

  return [
    {
      method: 'post',
      path: '/api/auth/reset',
      operationId: 'requestPasswordReset',
      summary: 'Ask for a link to choose a new password',
      description: 'The response is the same, and comes as quickly, whether there is such an account or not.',
      tag: 'account',
      open: true,
      body: { schema: resetRequest, examples: { ada: { email: ada.email } } },
      responses: { 202: { description: 'If there is such an account with a password, it gets a message.' } },
      problems: [tooMany],
      async handler(ctx) {
        requireOwnOrigin(ctx, allowedOrigins);
        await limit.takeAddress(ctx.ip);
        const { email: address } = validate(resetRequest, ctx.request.body);
        // Nobody waits for this, so the time of the response does not tell whether there is an account.
        sendLink(address).catch((error) => logger.error({ err: error }, 'A link for a new password was not sent.'));
        ctx.body = null;
        ctx.status = 202;
      },
    },
    {
      method: 'post',
      path: '/api/auth/reset/confirm',
      operationId: 'resetPassword',
      summary: 'Choose a new password with the link, and sign in',
      description: 'The link works once. All sessions end, and all API tokens are revoked.',
      tag: 'account',
      open: true,
      body: {
        schema: reset,
        examples: { ada: { token: 'q3vYkP0tqg7w0rC2jX5b8n1eZ4mL6sD9uF_HaVtRoIE', password: 'another correct horse' } },
      },
      responses: {
        200: {
          description: 'Signed in.',
          headers: ['Set-Cookie'],
          schema: session,
          example: { user: ada, token: tokenExample },
        },
      },
      problems: [new ResetRefused(), tooMany],
      async handler(ctx) {
        requireOwnOrigin(ctx, allowedOrigins);
        await limit.takeAddress(ctx.ip);
        const { token: secret, password } = validate(reset, ctx.request.body);
        const address = await accountOfReset(orm.em.fork(), secret, clock(), limits.RESET_SECONDS);
        // A password that is refused does not use the link up.
        await requireStrongPassword(password, address);
        const passwordHash = await hashPassword(password);
        const context = { actor: 'user' as const, now: clock(), eventsEnabled: true };
        const signedIn = await unitOfWork.transactional(async (tx) => {
          const user = await resetPassword(tx, context, secret, passwordHash, limits.RESET_SECONDS);
          return sessions.begin(tx, ctx, user);
        });
        await limit.remember(address, ctx.ip);
        ctx.body = await sessions.respond(ctx, signedIn);
      },
    },
  ];
}
