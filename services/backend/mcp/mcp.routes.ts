import { Readable } from 'node:stream';
import { Router } from '@koa/router';
import { type NodeIncomingMessageLike, toWebRequest } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Context } from 'koa';
import type { Clock } from '../../../shared/clock.ts';
import { Forbidden } from '../../../shared/http/problem.ts';
import type { Logger } from '../../../shared/logger.ts';
import { type Authenticate, requireScope } from '../accounts/sign-in/authenticate.ts';
import type { AtOnce } from '../limits/at-once.ts';
import type { UnitOfWork } from '../platform/unit-of-work.ts';
import { runTool } from '../tools/tool.run.ts';
import type { Tool } from '../tools/tool.ts';
import { mcpServers, type RunTool } from './mcp.server.ts';

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
  const serverFor = mcpServers({ tools, logger });
  const readOnlyTools = new Set(tools.filter(({ annotations }) => annotations.readOnlyHint).map(({ name }) => name));

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
    const server = () => serverFor(run, owner.scope === 'read');
    const handler = createMcpHandler(server, {
      // The list of tools never changes, so there is nothing to subscribe to; an open stream would hold up a shutdown.
      maxSubscriptions: 0,
      onerror: (error) => logger.debug({ reason: error.message }, 'An MCP request was refused.'),
    });
    const disconnected = new AbortController();
    ctx.res.once('close', () => disconnected.abort());
    const { signal } = disconnected;
    removeNullArguments(ctx.request.body);
    const request = await toWebRequest(ctx.req as NodeIncomingMessageLike, ctx.request.body, { signal });
    sendResponse(ctx, await handler.fetch(request, { parsedBody: ctx.request.body }));
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

function sendResponse(ctx: Context, response: Response): void {
  // The HTTP server decides itself whether it keeps the connection open.
  ctx.set(Object.fromEntries([...response.headers].filter(([name]) => name !== 'connection')));
  ctx.body = response.body && Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  ctx.status = response.status;
}
