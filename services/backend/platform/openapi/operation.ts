import type { z } from 'zod';
import type { Problem } from '../../../../shared/http/problem.ts';

/** One route as the OpenAPI document tells of it, in terms of the schemas that validate and the problems that are thrown. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As the router has it: `/api/tasks/:id`. Whatever stands for `:…` is a UUID. */
  path: string;
  operationId: string;
  summary: string;
  description?: string;
  tag: string;
  /** Needs no session. */
  open?: true;
  query?: z.ZodObject;
  /** Of the request. */
  headers?: readonly RequestHeader[];
  body?: { schema: z.ZodType; examples: Record<string, unknown> };
  answers: Record<number, Answer>;
  /** Besides those that every such route has; see `commonProblems`. Told as they are thrown. */
  problems?: readonly Problem[];
}

export type RequestHeader = 'If-Match' | 'Idempotency-Key';
export type ResponseHeader = 'ETag' | 'Location' | 'Set-Cookie' | 'Content-Disposition' | 'Content-Security-Policy';

export interface Answer {
  description: string;
  headers?: readonly ResponseHeader[];
  /** JSON of this shape; or, with `mediaType`, something else. */
  schema?: z.ZodType;
  mediaType?: string;
  example?: unknown;
  /** Further forms of the same answer: media type to an example. */
  alternatives?: Record<string, string>;
}

/** What one feature adds to the document. */
export interface Feature {
  /** Schemas that get a name, and are referred to by it. */
  schemas: Record<string, z.ZodType>;
  operations: readonly Operation[];
}

export const safeMethods: readonly string[] = ['get'];
