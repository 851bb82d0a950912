import { Readable } from 'node:stream';
import { type NodeIncomingMessageLike, toWebRequest } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Context } from 'koa';
import { type McpServerOptions, mcpServers, type RunTool } from './mcp.server.ts';

/** Responds to the request of an authenticated user. @param readOnly offers only the tools that change nothing */
export type McpHandler = (ctx: Context, run: RunTool, readOnly: boolean) => Promise<void>;

export function mcpHandler(options: McpServerOptions): McpHandler {
  const serverFor = mcpServers(options);
  return async (ctx, run, readOnly) => {
    const handler = createMcpHandler(() => serverFor(run, readOnly), {
      // The list of tools never changes, so there is nothing to subscribe to; an open stream would hold up a shutdown.
      maxSubscriptions: 0,
      onerror: (error) => options.logger.debug({ reason: error.message }, 'An MCP request was refused.'),
    });
    const disconnected = new AbortController();
    ctx.res.once('close', () => disconnected.abort());
    const { signal } = disconnected;
    const request = await toWebRequest(ctx.req as NodeIncomingMessageLike, ctx.request.body, { signal });
    sendResponse(ctx, await handler.fetch(request, { parsedBody: ctx.request.body }));
  };
}

function sendResponse(ctx: Context, response: Response): void {
  // The HTTP server decides itself whether it keeps the connection open.
  ctx.set(Object.fromEntries([...response.headers].filter(([name]) => name !== 'connection')));
  ctx.body = response.body && Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  ctx.status = response.status;
}
