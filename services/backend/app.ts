import { Router } from '@koa/router';
import type Koa from 'koa';
import { sessionSigner, sessionVerifier } from '../../shared/auth/session-token.ts';
import type { Clock } from '../../shared/clock.ts';
import { consumerRoutes } from '../../shared/dapr/consumer.ts';
import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import { sidecarOnly } from '../../shared/dapr/sidecar-only.middleware.ts';
import { schemaIsCurrent } from '../../shared/database/migrations.ts';
import { type Orm, poolOf } from '../../shared/database/orm.ts';
import { createApp } from '../../shared/http/app.ts';
import { healthRoutes } from '../../shared/http/health.routes.ts';
import type { Registry } from '../../shared/http/metrics.ts';
import type { Logger } from '../../shared/logger.ts';
import { authRoutes } from './accounts/auth.routes.ts';
import { authenticator } from './accounts/authenticate.ts';
import { loginLimit } from './accounts/login-limit.ts';
import type { Issuer } from './accounts/oidc/issuer.ts';
import { oidcRoutes } from './accounts/oidc/oidc.routes.ts';
import { attemptSealer } from './accounts/oidc/sign-in.attempt.ts';
import { sessionRoutes } from './accounts/session.routes.ts';
import { sessionStarter } from './accounts/sessions.ts';
import { activityRoutes } from './activity/activity.routes.ts';
import type { ChatResponder } from './chat/chat.responder.ts';
import { chatRoutes } from './chat/chat.routes.ts';
import { deadLetterSubscriptions } from './dead-letters/dead-letter.consumer.ts';
import { largeBodies } from './large-bodies.ts';
import { mcpRoutes } from './mcp/mcp.routes.ts';
import { notificationClient, notificationRoutes } from './notifications/notification.routes.ts';
import { idempotency } from './platform/idempotency/idempotent.ts';
import { openApiRoutes } from './platform/openapi/openapi.routes.ts';
import { openApiDocument } from './platform/openapi/openapi.ts';
import type { ConfigAnswer } from './platform/openapi/system.openapi.ts';
import { createUnitOfWork, type OnCommit } from './platform/unit-of-work.ts';
import { reminderCheckRoutes } from './reminders/reminder-check.routes.ts';
import { tagRoutes } from './tags/tag.routes.ts';
import { successorRoutes } from './tasks/schedule/successor.routes.ts';
import { taskRoutes } from './tasks/task.routes.ts';
import { todoTools } from './tools/todo-tools.ts';
import { transferRoutes } from './transfer/transfer.routes.ts';

export interface BackendDependencies {
  orm: Orm;
  clock: Clock;
  logger: Logger;
  metrics: Registry;
  /** Ed25519 as PEM: PKCS #8 and SPKI. */
  keys: { privateKey: string; publicKey: string };
  allowedOrigins: readonly string[];
  authRequestsPerMinute: number;
  sessionSeconds: number;
  trustedProxies: number;
  /** Answers the chat instead of the parser: a language model. */
  responder?: ChatResponder | undefined;
  /** With which people may sign in, besides by password. */
  issuer?: Issuer | undefined;
  /** What Phase 5 adds; without it the backend is exactly Phase 4. */
  phase5?: { sidecar: Sidecar; appApiToken: string; onCommit: OnCommit };
}

export async function createBackend(dependencies: BackendDependencies): Promise<Koa> {
  const { orm, clock, logger, metrics, keys, allowedOrigins, issuer, phase5: events } = dependencies;
  const phase5 = events !== undefined;
  const unitOfWork = createUnitOfWork(orm, events?.onCommit);
  const verify = await sessionVerifier(keys.publicKey);
  const authenticate = authenticator({ orm, verify, clock, allowedOrigins });
  const idempotent = idempotency({ unitOfWork, clock });
  const { sessionSeconds } = dependencies;
  const sessions = sessionStarter(await sessionSigner(keys.privateKey, sessionSeconds), sessionSeconds, clock);
  const limit = loginLimit(await poolOf(orm), dependencies.authRequestsPerMinute);
  const askNotification = events && notificationClient(events.sidecar);

  const routers = [
    healthRoutes({ database: () => schemaIsCurrent(orm.em) }, metrics, logger),
    configRoutes({ phase5, ...(issuer ? { oidc: { name: issuer.name } } : {}) }),
    openApiRoutes(() => openApiDocument(phase5, issuer !== undefined)),
    authRoutes({
      ...{ unitOfWork, authenticate, sessions, limit, clock, phase5, allowedOrigins },
      eraseElsewhere: async (userId) => {
        await askNotification?.({ method: 'DELETE', path: `users/${userId}` });
      },
    }),
    ...(issuer
      ? [
          oidcRoutes({
            ...{ issuer, sessions, unitOfWork, limit, clock, allowedOrigins },
            sealer: attemptSealer(keys.privateKey),
          }),
        ]
      : []),
    ...(events && askNotification
      ? [
          activityRoutes({ orm, authenticate }),
          tagRoutes({ orm, authenticate }),
          transferRoutes({ orm, idempotent, authenticate, clock }),
          notificationRoutes({ authenticate, idempotent, ask: askNotification }),
          consumerRoutes(deadLetterSubscriptions({ orm, logger, metrics }), { ...events, logger, metrics }),
          forSidecar(events.appApiToken, [
            reminderCheckRoutes({ unitOfWork, clock, metrics }),
            successorRoutes({ unitOfWork, clock }),
            sessionRoutes({ orm, verify, clock }),
          ]),
        ]
      : []),
    taskRoutes({ orm, unitOfWork, idempotent, authenticate, clock, phase5 }),
    chatRoutes({ orm, unitOfWork, idempotent, authenticate, clock, phase5, responder: dependencies.responder }),
    mcpRoutes({ unitOfWork, authenticate, clock, logger, tools: todoTools(phase5), phase5, allowedOrigins }),
  ];
  return createApp(
    {
      ...{ logger, metrics, trustedProxies: dependencies.trustedProxies },
      largeBodies: phase5 ? largeBodies : {},
      // Nobody unknown gets to send much.
      admitLargeBody: authenticate,
    },
    routers,
  );
}

function configRoutes(config: ConfigAnswer): Router {
  return new Router().get('/api/config', (ctx) => {
    ctx.body = config;
  });
}

function forSidecar(appApiToken: string, routers: Router[]): Router {
  const guarded = new Router().use(sidecarOnly(appApiToken));
  for (const router of routers) guarded.use(router.routes());
  return guarded;
}
