import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Clock } from '../../../shared/clock.ts';
import { Forbidden } from '../../../shared/http/problem.ts';
import type { Logger } from '../../../shared/logger.ts';
import { type Authenticate, requireScope } from '../accounts/sign-in/authenticate.ts';
import type { AtOnce } from '../limits/at-once.ts';
import type { UnitOfWork } from '../platform/unit-of-work.ts';
import { runTool } from '../tools/tool.run.ts';
import type { Tool } from '../tools/tool.ts';
import type { McpHandler } from './mcp.handler.ts';
import type { RunTool } from './mcp.server.ts';

interface Dependencies {
  unitOfWork: UnitOfWork;
  authenticate: Authenticate;
  searches: AtOnce;
  clock: Clock;
  logger: Logger;
  tools: readonly Tool[];
  eventsEnabled: boolean;
  allowedOrigins: readonly string[];
}

/**
 * The chatbot's tools as a stateless MCP server over streamable HTTP, in the revisions of 2026-07-28 (each request by
 * itself) and before (with an `initialize`). https://modelcontextprotocol.io/specification/2026-07-28/basic/transports
 */
export function mcpRoutes(dependencies: Dependencies): Router {
  const { unitOfWork, authenticate, searches, clock, logger, tools, eventsEnabled, allowedOrigins } = dependencies;
  const readOnlyTools = new Set(tools.filter(({ annotations }) => annotations.readOnlyHint).map(({ name }) => name));

  /** Loaded with the first request, for the SDK takes 10 MiB. */
  let respond: McpHandler | undefined;
  return new Router().post('/mcp', async (ctx) => {
    requireKnownOrigin(ctx, allowedOrigins);
    // A tool that changes something also requires the scope `write`.
    const owner = await authenticate(ctx, 'read');
    const run: RunTool = (name, args) => {
      if (!readOnlyTools.has(name)) requireScope(owner.scope, 'write');
      return searches(owner.id, () =>
        unitOfWork.transactional((tx) => {
          const context = { actor: 'chat' as const, now: clock(), eventsEnabled };
          return runTool(tools, { tx, context, owner }, name, args);
        }),
      );
    };
    removeNullArguments(ctx.request.body);
    respond ??= (await import('./mcp.handler.ts')).mcpHandler({ tools, logger });
    await respond(ctx, run, owner.scope === 'read');
  });
}

/** Protects against DNS rebinding: such a page still sends its own origin, while programs send none. */
function requireKnownOrigin(ctx: Context, allowed: readonly string[]): void {
  const origin = ctx.get('origin');
  if (origin && !allowed.includes(origin)) {
    throw new Forbidden(`A page of ${origin.slice(0, 100)} may not use this.`);
  }
}

/** Some clients send `null` for the arguments of a tool that needs none, which the SDK refuses. */
function removeNullArguments(body: unknown): void {
  const params = (body as { params?: { arguments?: unknown } } | null)?.params;
  if (params?.arguments === null) delete params.arguments;
}
