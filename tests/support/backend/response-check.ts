import { Readable } from 'node:stream';
import type { Context, Middleware } from 'koa';
import type { OpenApiDocument } from '../../../services/backend/platform/openapi/document.ts';
import { type Contract, contractOf } from './openapi-contract.ts';

export interface ResponseCheck {
  middleware: Middleware;
  /** The responses that differ from the document. */
  violations: string[];
}

/**
 * Compares every response of a backend under test with its OpenAPI document. A response that differs is replaced by a 500
 * that says how, so that the test which made the request fails. It is also recorded, so that the file fails in any case.
 * @param variant equal for backends whose documents are equal
 */
export function responseCheck(variant: string, document: () => OpenApiDocument): ResponseCheck {
  const contract = contractFor(variant, document);
  const violations: string[] = [];
  const check = (ctx: Context, body: unknown) => {
    const violation = ctx.path.startsWith('/api/') ? contract(ctx, body) : undefined;
    if (violation) violations.push(`${ctx.method} ${ctx.path} answered ${ctx.status}: ${violation}`);
    return violation;
  };
  return {
    violations,
    async middleware(ctx, next) {
      await next();
      // The client has gone, so nobody gets this response.
      if (ctx.status === 499) return;
      if (ctx.body instanceof Readable) return whenWritten(ctx, (text) => check(ctx, text));
      if (!check(ctx, ctx.body)) return;
      ctx.status = 500;
      ctx.body = { code: 'not_as_documented', detail: violations.at(-1) };
    },
  };
}

/** A streamed response is known when all of it is sent. */
function whenWritten({ method, res }: Context, then: (text: string) => void): void {
  if (method === 'HEAD') return;
  const chunks: Buffer[] = [];
  const write = res.write.bind(res) as (...args: unknown[]) => boolean;
  res.write = (...args: unknown[]) => {
    chunks.push(Buffer.from(args[0] as string));
    return write(...args);
  };
  res.once('finish', () => then(Buffer.concat(chunks).toString()));
}

/** Compiling a document takes a moment, so each variant is compiled once a process. */
const contracts = new Map<string, Contract>();

function contractFor(variant: string, document: () => OpenApiDocument): Contract {
  const contract = contracts.get(variant) ?? contractOf(document());
  contracts.set(variant, contract);
  return contract;
}
