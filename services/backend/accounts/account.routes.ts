import type { Clock } from '../../../shared/clock.ts';
import { ServiceUnavailable, ValidationFailed } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Route } from '../platform/openapi/route.ts';
import type { Transaction, UnitOfWork } from '../platform/unit-of-work.ts';
import { ada, password } from './account.examples.ts';
import { accountChanges, accountDeletion } from './account.input.ts';
import { changedUser, user } from './account.response.ts';
import {
  changeAccount,
  eraseAccount,
  NoPassword,
  requireOwnPassword,
  requireRecentSignIn,
  SignInAgain,
  WrongPassword,
} from './account.service.ts';
import { requireStrongPassword } from './password.strength.ts';
import type { Authenticate, AuthenticateSession } from './sign-in/authenticate.ts';
import { BackingOff, type LoginLimit } from './sign-in/login-limit.ts';
import { presentUser, type Sessions } from './sign-in/sessions.ts';

interface Dependencies {
  unitOfWork: UnitOfWork;
  authenticate: Authenticate;
  authenticateSession: AuthenticateSession;
  sessions: Sessions;
  limit: LoginLimit;
  clock: Clock;
  eventsEnabled: boolean;
  /** Erases the user's data in the other services; runs before the database erases the account. */
  eraseElsewhere: (userId: string) => Promise<void>;
}

const backingOff = new BackingOff(8);

/** The account of the user who is signed in. */
export function accountRoutes(dependencies: Dependencies): Route[] {
  const { unitOfWork, authenticate, authenticateSession, sessions, limit, clock, eventsEnabled, eraseElsewhere } =
    dependencies;
  const context = () => ({ actor: 'user' as const, now: clock(), eventsEnabled });

  return [
    {
      method: 'get',
      path: '/api/auth/me',
      operationId: 'getAccount',
      summary: 'Get the account that is signed in',
      tag: 'account',
      responses: { 200: { description: 'The account.', schema: user, example: ada } },
      async handler(ctx) {
        ctx.body = presentUser(await authenticate(ctx));
      },
    },
    {
      method: 'patch',
      path: '/api/auth/me',
      operationId: 'changeAccount',
      summary: 'Change the time zone, the locale, or the password',
      description: `A new password ends all other sessions${eventsEnabled ? ', but no API tokens' : ''}, and its response holds a new token.`,
      tag: 'account',
      sessionOnly: true,
      body: {
        schema: accountChanges,
        examples: {
          move: { timeZone: 'Asia/Tokyo', locale: 'ja-JP' },
          newPassword: { password: 'another correct horse', currentPassword: password },
        },
      },
      responses: {
        200: {
          description: 'The account.',
          schema: changedUser,
          example: { ...ada, timeZone: 'Asia/Tokyo', locale: 'ja-JP' },
        },
      },
      problems: [new WrongPassword(), new NoPassword(), backingOff],
      async handler(ctx) {
        const { id, email, isExternal, session } = await authenticateSession(ctx);
        const changes = validate(accountChanges, ctx.request.body);
        const change = (tx: Transaction) => changeAccount(tx, context(), id, changes);
        if (changes.password === undefined) {
          ctx.body = presentUser({ ...(await unitOfWork.transactional(change)), isExternal });
          return;
        }
        await requireStrongPassword(changes.password, email);
        // A new password ends this session too, so the response starts the next one.
        const signedIn = await limit.confirm(id, session.id, () =>
          unitOfWork.transactional(async (tx) => sessions.begin(tx, ctx, await change(tx))),
        );
        const { user, token } = await sessions.respond(ctx, signedIn);
        ctx.body = { ...user, token };
      },
    },
    {
      method: 'delete',
      path: '/api/auth/me',
      operationId: 'deleteAccount',
      summary: 'Delete the account and all its data',
      description:
        'An account of an external issuer has no password: it needs a sign-in within the last ten minutes instead.',
      tag: 'account',
      sessionOnly: true,
      body: { schema: accountDeletion, examples: { sure: { password } } },
      responses: { 204: { description: 'The account is deleted.', headers: ['Set-Cookie'] } },
      problems: [
        new WrongPassword(),
        new SignInAgain(),
        backingOff,
        new ServiceUnavailable('Notifications cannot be reached right now. Try again shortly.'),
      ],
      async handler(ctx) {
        const { id, email, isExternal, session } = await authenticateSession(ctx);
        const { password } = validate(accountDeletion, ctx.request.body);
        if (isExternal) requireRecentSignIn(session.createdAt, clock());
        else {
          if (password === undefined) throw new ValidationFailed([{ path: 'password', message: 'Is required.' }]);
          const checkPassword = () => unitOfWork.transactional((tx) => requireOwnPassword(tx, id, password));
          await limit.confirm(id, session.id, checkPassword);
        }
        await eraseElsewhere(id);
        await unitOfWork.transactional((tx) => eraseAccount(tx, context(), id));
        await limit.forget({ id, email });
        sessions.end(ctx);
        ctx.status = 204;
      },
    },
  ];
}
