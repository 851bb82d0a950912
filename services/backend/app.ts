import { Router } from '@koa/router';
import type Koa from 'koa';
import { sessionSigner, sessionVerifier } from '../../shared/auth/session-token.ts';
import type { Clock } from '../../shared/clock.ts';
import { consumerRoutes } from '../../shared/dapr/consumer.ts';
import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import { sidecarOnly } from '../../shared/dapr/sidecar-only.middleware.ts';
import { schemaIsCurrent } from '../../shared/database/migration.files.ts';
import { type Orm, poolOf } from '../../shared/database/orm.ts';
import { createApp } from '../../shared/http/app.ts';
import { healthRoutes } from '../../shared/http/health.routes.ts';
import type { Registry } from '../../shared/http/metrics.ts';
import { refusalCounter } from '../../shared/http/server/refusals.ts';
import type { Logger } from '../../shared/logger.ts';
import { accountRoutes } from './accounts/account.routes.ts';
import type { Issuer } from './accounts/oidc/issuer.ts';
import { oidcRoutes } from './accounts/oidc/oidc.routes.ts';
import { attemptSealer } from './accounts/oidc/sign-in.attempt.ts';
import { resetRoutes } from './accounts/reset/reset.routes.ts';
import { authRoutes } from './accounts/sign-in/auth.routes.ts';
import { authenticators } from './accounts/sign-in/authenticate.ts';
import { identifier } from './accounts/sign-in/identify.ts';
import { loginLimit } from './accounts/sign-in/login-limit.ts';
import { sessionRoutes } from './accounts/sign-in/session.routes.ts';
import { sessionCheckRoutes } from './accounts/sign-in/session-check.routes.ts';
import { sessionStarter } from './accounts/sign-in/sessions.ts';
import { tokenRoutes } from './accounts/tokens/token.routes.ts';
import { activityRoutes } from './activity/activity.routes.ts';
import { apiInfo } from './api.info.ts';
import type { ChatResponder } from './chat/chat.responder.ts';
import { chatRoutes } from './chat/chat.routes.ts';
import { conversationRoutes } from './chat/conversation.routes.ts';
import { configRoutes } from './config.routes.ts';
import { deadLetterSubscriptions } from './dead-letters/dead-letter.consumer.ts';
import { atOnce, tooManySearches } from './limits/at-once.ts';
import { boundedStatements } from './limits/bounded-statements.ts';
import { largeBodyPlaces } from './limits/large-bodies.ts';
import type { Limits } from './limits/limits.ts';
import { listRoutes } from './lists/list.routes.ts';
import { mcpRoutes } from './mcp/mcp.routes.ts';
import { notificationClient } from './notifications/notification.client.ts';
import { notificationRoutes } from './notifications/notification.routes.ts';
import { pushRoutes } from './notifications/push.routes.ts';
import { idempotency } from './platform/idempotency/idempotent.ts';
import { lazily } from './platform/lazily.ts';
import { describeApi, type OpenApiDocument } from './platform/openapi/document.ts';
import { openApiRoutes } from './platform/openapi/openapi.routes.ts';
import { largeBodies, type Route, routerOf, transfers } from './platform/openapi/route.ts';
import { createQuota } from './platform/quota.ts';
import { createUnitOfWork, type OnCommit } from './platform/unit-of-work.ts';
import { reminderCheckRoutes } from './reminders/reminder-check.routes.ts';
import { createReminderCheck, type ReminderCheck } from './reminders/reminder-check.ts';
import { tagRoutes } from './tags/tag.routes.ts';
import { countsRoutes } from './tasks/list/counts.routes.ts';
import { quickAddRoutes } from './tasks/quick-add.routes.ts';
import { successorRoutes } from './tasks/schedule/recurrence/successor.routes.ts';
import { completionRoutes, eventTaskRoutes } from './tasks/task.action.routes.ts';
import { batchRoutes, reservedTaskAddresses } from './tasks/task.batch.routes.ts';
import { taskReferences } from './tasks/task.references.ts';
import { taskRoutes } from './tasks/task.routes.ts';
import { todoTools } from './tools/todo-tools.ts';
import { feedRoutes } from './transfer/feed/feed.routes.ts';
import { transferRoutes } from './transfer/transfer.routes.ts';
import { viewRoutes } from './views/view.routes.ts';

export interface BackendDependencies {
  orm: Orm;
  clock: Clock;
  logger: Logger;
  metrics: Registry;
  /** Ed25519 as PEM: PKCS #8 and SPKI. */
  keys: { privateKey: string; publicKey: string };
  allowedOrigins: readonly string[];
  limits: Limits;
  /** The longest life of a session. */
  sessionSeconds: number;
  /** A page is signed out when it has not been used for this long. */
  idleSeconds: number;
  trustedProxies: number;
  /** A trusted proxy sends this token as `X-Proxy-Token`. Default: no token, because only proxies can reach the backend. */
  proxyToken?: string | undefined;
  /** The language model that responds in the chat instead of the parser. */
  responder?: ChatResponder | undefined;
  /** The OpenID provider with which people may also sign in. */
  issuer?: Issuer | undefined;
  /** Whether the notification service sends e-mail, by which people can choose a new password. Needs `events`. */
  sendsEmail?: boolean;
  /** The dependencies of Phase 5. Without them the backend is exactly Phase 4. */
  events?: { sidecar: Sidecar; appApiToken: string; onCommit: OnCommit };
}

export interface Backend {
  app: Koa;
  /** The routes of the public API, and their OpenAPI document. */
  api: readonly Route[];
  openApi: () => OpenApiDocument;
  /** Sends due reminders; whoever runs the backend says when. Undefined in Phase 4. */
  reminderCheck: ReminderCheck | undefined;
}

export async function createBackend(dependencies: BackendDependencies): Promise<Backend> {
  const { orm, clock, logger, metrics, keys, limits, allowedOrigins, issuer, sessionSeconds, idleSeconds, events } =
    dependencies;
  const eventsEnabled = events !== undefined;
  const countRefusal = refusalCounter(metrics);
  const quota = createQuota(
    {
      tasks: limits.TASKS_PER_PERSON,
      bytes: limits.TASK_BYTES_PER_PERSON,
      lists: limits.LISTS_PER_PERSON,
      views: limits.VIEWS_PER_PERSON,
      tasksAtOnce: limits.TASKS_AT_ONCE,
      writesPerMinute: limits.WRITES_PER_MINUTE,
      writesPerDay: limits.WRITES_PER_DAY,
    },
    countRefusal,
  );
  const unitOfWork = createUnitOfWork(orm, events?.onCommit, quota, taskReferences);
  const verify = await sessionVerifier(keys.publicKey);
  const identify = identifier({ orm, verify, clock, hasApiTokens: eventsEnabled });
  const sessions = sessionStarter({
    sign: await sessionSigner(keys.privateKey),
    settings: { sessionSeconds, idleSeconds, most: limits.SESSIONS_PER_PERSON },
    clock,
    eventsEnabled,
  });
  const { authenticate, authenticateReading, readOwned, authenticateSession } = authenticators({
    orm,
    identify,
    sessions,
    allowedOrigins,
    quota,
  });
  const idempotent = idempotency({ unitOfWork, clock });
  const searches = atOnce({ running: limits.SEARCHES_AT_ONCE, waiting: limits.SEARCHES_WAITING }, tooManySearches, () =>
    countRefusal('SEARCHES_AT_ONCE'),
  );
  const limit = loginLimit(await poolOf(orm), limits, countRefusal);
  const callNotification = events && notificationClient(events.sidecar);
  const eraseElsewhere = async (userId: string) => {
    await callNotification?.({ method: 'DELETE', path: `users/${userId}` });
  };
  const tokenLimit = { most: limits.TOKENS_PER_PERSON, onRefusal: () => countRefusal('api_tokens') };
  const takePlace = largeBodyPlaces(limits, metrics, countRefusal);
  const tasks = {
    orm,
    unitOfWork,
    idempotent,
    authenticate,
    authenticateReading,
    readOwned,
    searches,
    clock,
    eventsEnabled,
  };

  // The public API, in the order of its document.
  const api: Route[] = [
    ...authRoutes({ unitOfWork, sessions, limit, clock, allowedOrigins }),
    ...sessionRoutes({ orm, unitOfWork, authenticateSession, sessions, clock, eventsEnabled }),
    ...accountRoutes({
      unitOfWork,
      authenticate,
      authenticateSession,
      sessions,
      limit,
      clock,
      eventsEnabled,
      eraseElsewhere,
    }),
  ];
  if (issuer) {
    const sealer = attemptSealer(keys.privateKey);
    api.push(...oidcRoutes({ issuer, sealer, sessions, unitOfWork, limit, clock, allowedOrigins }));
  }
  if (events) api.push(...countsRoutes(tasks));
  if (callNotification && dependencies.sendsEmail) {
    api.push(
      ...resetRoutes({ orm, unitOfWork, sessions, limit, limits, clock, logger, allowedOrigins, callNotification }),
    );
  }
  api.push(...taskRoutes(tasks), ...completionRoutes(tasks));
  if (callNotification) {
    api.push(
      ...eventTaskRoutes(tasks),
      ...batchRoutes(tasks),
      ...quickAddRoutes(tasks),
      ...tagRoutes({ readOwned }),
      ...listRoutes({ ...tasks, limits }),
      ...viewRoutes(tasks),
      ...activityRoutes({ orm, readOwned }),
      ...tokenRoutes({ orm, unitOfWork, authenticateSession, clock, limit: tokenLimit }),
      ...notificationRoutes({ authenticate, idempotent, callNotification }),
      ...feedRoutes({ orm, identify, takePlace }),
      ...pushRoutes({ authenticate, authenticateSession, callNotification }),
      ...transferRoutes({
        orm,
        unitOfWork,
        idempotent,
        authenticate,
        clock,
        callNotification,
        takePlace,
        limits,
        countRefusal,
      }),
    );
  }
  const openApi = lazily(() => describeApi(apiInfo(eventsEnabled), api, { hasApiTokens: eventsEnabled }));
  api.push(
    ...chatRoutes({ ...tasks, responder: dependencies.responder }),
    ...conversationRoutes({ orm, authenticate, eventsEnabled }),
    ...configRoutes({
      phase5: eventsEnabled,
      ...(dependencies.sendsEmail && { email: true }),
      ...(issuer && { oidc: { name: issuer.name } }),
    }),
    ...openApiRoutes(openApi),
  );

  // Outside the document: probes, the addresses of the sidecar, and MCP, which describes itself.
  const internal = [
    healthRoutes({ database: () => schemaIsCurrent(orm.em) }, metrics, logger),
    mcpRoutes({
      unitOfWork,
      searches,
      authenticate,
      clock,
      logger,
      tools: todoTools(eventsEnabled),
      eventsEnabled,
      allowedOrigins,
    }),
  ];
  const reminderCheck = events && createReminderCheck({ unitOfWork, clock, metrics });
  if (events && reminderCheck) {
    internal.push(
      consumerRoutes(deadLetterSubscriptions({ orm, logger, metrics }), { ...events, logger, metrics }),
      forSidecar(events.appApiToken, [
        reminderCheckRoutes(reminderCheck),
        successorRoutes({ unitOfWork, clock }),
        sessionCheckRoutes(identify),
      ]),
    );
  } else {
    internal.push(reservedTaskAddresses());
  }

  const app = createApp(
    {
      logger,
      metrics,
      trustedProxies: dependencies.trustedProxies,
      proxyToken: dependencies.proxyToken,
      limits,
      around: boundedStatements({ limits, metrics, countRefusal, transfers: transfers(api) }),
      ...(events && { appApiToken: events.appApiToken }),
      largeBodies: largeBodies(api),
      // Only authenticated users may send bodies over 64 kB.
      admitLargeBody: async (ctx, bytes) => takePlace(ctx, (await authenticate(ctx)).id, bytes),
    },
    [...internal, routerOf(api)],
  );
  return { app, api, openApi, reminderCheck };
}

function forSidecar(appApiToken: string, routers: Router[]): Router {
  const guarded = new Router().use(sidecarOnly(appApiToken));
  for (const router of routers) guarded.use(router.routes());
  return guarded;
}
