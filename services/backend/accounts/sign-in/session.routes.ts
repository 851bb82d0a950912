import { z } from 'zod';
import type { Clock } from '../../../../shared/clock.ts';
import type { Orm } from '../../../../shared/database/orm.ts';
import { NotFound } from '../../../../shared/http/problem.ts';
import { validate } from '../../../../shared/http/validate.ts';
import type { Route } from '../../platform/openapi/route.ts';
import type { UnitOfWork } from '../../platform/unit-of-work.ts';
import { logOutEverywhere } from '../account.service.ts';
import type { AuthenticateSession } from './authenticate.ts';
import { endSession, listSessions } from './session.service.ts';
import type { Sessions } from './sessions.ts';

interface Dependencies {
  orm: Orm;
  unitOfWork: UnitOfWork;
  authenticateSession: AuthenticateSession;
  sessions: Sessions;
  clock: Clock;
  eventsEnabled: boolean;
}

const listedSession = z
  .strictObject({
    id: z.uuid(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime().meta({ description: 'The last request, to within five minutes.' }),
    userAgent: z.string().nullable().meta({ description: 'The `User-Agent` of the sign-in.' }),
    current: z.boolean().meta({ description: 'The session that sends this request.' }),
  })
  .meta({ id: 'ListedSession' });
const sessionList = z.strictObject({ items: z.array(listedSession) }).meta({ id: 'SessionList' });

const logOutQuery = z.strictObject({
  everywhere: z.enum(['true', 'false']).default('false').meta({ description: '`true` ends all.' }),
});

const phone = {
  id: '0198c6a2-9b10-7f0e-8a41-0d9c2b7e6f55',
  createdAt: '2027-01-30T18:00:00.000Z',
  lastSeenAt: '2027-01-31T07:25:00.000Z',
  userAgent: 'Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0',
  current: false,
};

/** The sessions of the user who is signed in, and their ends. */
export function sessionRoutes(dependencies: Dependencies): Route[] {
  const { orm, unitOfWork, authenticateSession, sessions, clock, eventsEnabled } = dependencies;
  const tokens = eventsEnabled ? ' and API tokens' : '';
  const context = () => ({ actor: 'user' as const, now: clock(), eventsEnabled });

  return [
    {
      method: 'get',
      path: '/api/auth/sessions',
      operationId: 'listSessions',
      summary: 'List the sessions of the account',
      tag: 'account',
      sessionOnly: true,
      responses: {
        200: { description: 'The one used last comes first.', schema: sessionList, example: { items: [phone] } },
      },
      async handler(ctx) {
        const { id, session } = await authenticateSession(ctx);
        ctx.body = { items: await listSessions(orm.em.fork(), id, session.id, sessions.expiry()) };
      },
    },
    {
      method: 'delete',
      path: '/api/auth/sessions/:id',
      operationId: 'endSession',
      summary: 'End a session',
      tag: 'account',
      sessionOnly: true,
      responses: { 204: { description: 'The session has ended, and its sockets are closed.' } },
      problems: [new NotFound()],
      async handler(ctx) {
        const user = await authenticateSession(ctx);
        const id = validate(z.uuid(), ctx.params['id'], 'id').toLowerCase();
        const isEnded = await unitOfWork.transactional((tx) => endSession(tx, context(), user, id));
        if (!isEnded) throw new NotFound();
        if (id === user.session.id) sessions.end(ctx);
        ctx.status = 204;
      },
    },
    {
      method: 'post',
      path: '/api/auth/logout',
      operationId: 'logOut',
      summary: 'Sign out',
      description: `Ends this session, or all sessions${tokens} of the account.`,
      tag: 'account',
      sessionOnly: true,
      query: logOutQuery,
      responses: { 204: { description: 'Signed out.', headers: ['Set-Cookie'] } },
      async handler(ctx) {
        const user = await authenticateSession(ctx);
        const { everywhere } = validate(logOutQuery, ctx.query, 'query');
        await unitOfWork.transactional(async (tx) => {
          if (everywhere === 'true') await logOutEverywhere(tx, context(), user.id);
          else await endSession(tx, context(), user, user.session.id);
        });
        sessions.end(ctx);
        ctx.status = 204;
      },
    },
  ];
}
