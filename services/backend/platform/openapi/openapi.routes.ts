import { Router } from '@koa/router';
import { docsPage } from './docs.page.ts';
import type { OpenApiDocument } from './document.ts';

/** The document, and the same for people. Both are made when they are first asked for, and then kept. */
export function openApiRoutes(describe: () => OpenApiDocument): Router {
  const router = new Router({ prefix: '/api' });
  let document: OpenApiDocument | undefined;
  let page: ReturnType<typeof docsPage> | undefined;

  router.get('/openapi.json', (ctx) => {
    document ??= describe();
    ctx.body = document;
  });

  router.get('/docs', (ctx) => {
    document ??= describe();
    page ??= docsPage(document);
    ctx.set('Content-Security-Policy', page.contentSecurityPolicy);
    ctx.type = 'html';
    ctx.body = page.html;
  });

  return router;
}
