import { Readable } from 'node:stream';
import type { Context, Middleware } from 'koa';
import { openApiDocument } from '../../../services/backend/platform/openapi/openapi.ts';
import { contractOf } from './openapi-contract.ts';

export interface ResponseCheck {
  middleware: Middleware;
  /** What was answered otherwise than the document says. */
  violations: string[];
}

/**
 * Compares every answer of a backend under test with the OpenAPI document of its phase. One that differs is replaced by
 * a 500 that says how, so that the test which asked fails; and is kept, so that the file fails in any case.
 */
export function responseCheck(phase5: boolean, oidc = false): ResponseCheck {
  const contract = contracts[`${phase5 ? 'phase5' : 'phase4'}${oidc ? 'Oidc' : ''}`].value;
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
      if (ctx.body instanceof Readable) return whenWritten(ctx, (text) => check(ctx, text));
      if (!check(ctx, ctx.body)) return;
      ctx.status = 500;
      ctx.body = { code: 'not_as_documented', detail: violations.at(-1) };
    },
  };
}

/** A streamed answer is known when it is out. */
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

/** Made once a test process: compiling takes a moment. */
const contracts = {
  phase4: lazy(() => contractOf(openApiDocument(false))),
  phase5: lazy(() => contractOf(openApiDocument(true))),
  phase4Oidc: lazy(() => contractOf(openApiDocument(false, true))),
  phase5Oidc: lazy(() => contractOf(openApiDocument(true, true))),
};

function lazy<T>(make: () => T): { readonly value: T } {
  let made: { value: T } | undefined;
  return {
    get value() {
      made ??= { value: make() };
      return made.value;
    },
  };
}
