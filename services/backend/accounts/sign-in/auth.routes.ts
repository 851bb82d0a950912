import type { Clock } from '../../../../shared/clock.ts';
import { TooManyRequests, Unauthenticated } from '../../../../shared/http/problem.ts';
import { validate } from '../../../../shared/http/validate.ts';
import type { Route } from '../../platform/openapi/route.ts';
import type { UnitOfWork } from '../../platform/unit-of-work.ts';
import { ada, password, token } from '../account.examples.ts';
import { login, registration } from '../account.input.ts';
import { session } from '../account.response.ts';
import { EmailTaken, logIn, register } from '../account.service.ts';
import { requireStrongPassword } from '../password.strength.ts';
import { hashPassword } from '../password.ts';
import { requireOwnOrigin } from './authenticate.ts';
import { BackingOff, type LoginLimit } from './login-limit.ts';
import type { Sessions } from './sessions.ts';

interface Dependencies {
  unitOfWork: UnitOfWork;
  sessions: Sessions;
  limit: LoginLimit;
  clock: Clock;
  allowedOrigins: readonly string[];
}

const signedIn = {
  description: 'Signed in.',
  headers: ['Set-Cookie'] as const,
  schema: session,
  example: { user: ada, token },
};
const tooMany = new TooManyRequests('At most 30 such requests a minute.', 42);

/** Registration, and sign-in by password. */
export function authRoutes(dependencies: Dependencies): Route[] {
  const { unitOfWork, sessions, limit, clock, allowedOrigins } = dependencies;

  return [
    {
      method: 'post',
      path: '/api/auth/register',
      operationId: 'register',
      summary: 'Create an account, and sign in',
      tag: 'account',
      open: true,
      body: {
        schema: registration,
        examples: { ada: { email: ada.email, password, timeZone: ada.timeZone, locale: ada.locale } },
      },
      responses: { 201: signedIn },
      problems: [new EmailTaken(), tooMany],
      async handler(ctx) {
        requireOwnOrigin(ctx, allowedOrigins);
        await limit.takeAddress(ctx.ip);
        const input = validate(registration, ctx.request.body);
        await requireStrongPassword(input.password, input.email);
        const passwordHash = await hashPassword(input.password);
        const signedIn = await unitOfWork.transactional(async (tx) =>
          sessions.begin(tx, ctx, await register(tx, input, passwordHash, clock())),
        );
        await limit.remember(input.email, ctx.ip);
        ctx.status = 201;
        ctx.body = await sessions.respond(ctx, signedIn);
      },
    },
    {
      method: 'post',
      path: '/api/auth/login',
      operationId: 'logIn',
      summary: 'Sign in',
      tag: 'account',
      open: true,
      body: { schema: login, examples: { ada: { email: ada.email, password } } },
      responses: { 200: signedIn },
      problems: [new Unauthenticated('The e-mail address or the password is wrong.'), tooMany, new BackingOff(8)],
      async handler(ctx) {
        requireOwnOrigin(ctx, allowedOrigins);
        await limit.takeAddress(ctx.ip);
        const input = validate(login, ctx.request.body);
        const signedIn = await limit.logIn(input.email, ctx.ip, () =>
          unitOfWork.transactional(async (tx) => sessions.begin(tx, ctx, await logIn(tx, input))),
        );
        ctx.body = await sessions.respond(ctx, signedIn);
      },
    },
  ];
}
