import { Router, type RouterContext } from '@koa/router';
import type { z } from 'zod';
import type { LargeBody } from '../../../../shared/http/body.ts';
import type { Problem } from '../../../../shared/http/problem.ts';

/** A route of the public API: its description in the OpenAPI document, and the handler that serves it. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** The path in the notation of the router: `/api/tasks/:id`. Each path parameter is a UUID, or in `parameters`. */
  path: string;
  parameters?: Record<string, z.ZodType>;
  operationId: string;
  summary: string;
  description?: string;
  tag: string;
  /** Is set on routes that need no session. */
  open?: true;
  /** Is set on routes that no API token may use, because they concern the account itself. */
  sessionOnly?: true;
  query?: z.ZodObject;
  /** Request headers that the route reads. */
  headers?: readonly RequestHeader[];
  body?: RequestBody;
  /** Successful responses, by status. A schema with an `id` in its metadata becomes a component of the document. */
  responses: Record<number, ResponseDescription>;
  /** A transfer reads or writes all of a user's tasks, so its statements may take longer than those of other routes. */
  isTransfer?: true;
  /** Problems of this route, each as it is thrown. `commonProblems` adds those that every such route has. */
  problems?: readonly Problem[];
  handler(ctx: RouterContext): unknown;
}

export type RequestHeader = 'If-Match' | 'Idempotency-Key';
export type ResponseHeader = 'ETag' | 'Location' | 'Set-Cookie' | 'Content-Disposition' | 'Content-Security-Policy';

export interface RequestBody {
  schema: z.ZodType;
  examples: Record<string, unknown>;
  /** Media types that are taken beside JSON, as text: media type to an example. */
  alternatives?: Record<string, string>;
  /** The largest body, as in `8mb`, where it is larger than the usual one. */
  limit?: string;
  /** The handler parses the body itself: `ctx.request.body` is a Buffer. */
  asBytes?: true;
}

export interface ResponseDescription {
  description: string;
  headers?: readonly ResponseHeader[];
  /** The shape of a JSON body, or of a body of `mediaType`. */
  schema?: z.ZodType;
  mediaType?: string;
  example?: unknown;
  /** The same response in further media types: media type to an example. */
  alternatives?: Record<string, string>;
}

export function routerOf(routes: readonly Route[]): Router {
  const router = new Router();
  for (const { method, path, handler } of routes) router[method](path, handler);
  return router;
}

/** Maps the paths that take larger bodies than others to what they take. */
export function largeBodies(routes: readonly Route[]): Record<string, LargeBody> {
  return Object.fromEntries(
    routes.flatMap(({ path, body }) =>
      body?.limit
        ? [[path, { limit: body.limit, textTypes: Object.keys(body.alternatives ?? {}), asBytes: body.asBytes }]]
        : [],
    ),
  );
}

/** The routes that transfer all of a user's tasks: `GET /api/export`. */
export function transfers(routes: readonly Route[]): ReadonlySet<string> {
  const found = routes.filter(({ isTransfer }) => isTransfer);
  return new Set(found.map(({ method, path }) => `${method.toUpperCase()} ${path}`));
}
