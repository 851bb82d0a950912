import { z } from 'zod';
import { docsPage } from './docs/docs.page.ts';
import type { OpenApiDocument } from './document.ts';
import type { Route } from './route.ts';

const openApi = z.looseObject({ openapi: z.string().regex(/^3\.1\./), paths: z.record(z.string(), z.unknown()) });

/** The OpenAPI document, and the same as a page. */
export function openApiRoutes(document: () => OpenApiDocument): Route[] {
  let page: ReturnType<typeof docsPage> | undefined;

  return [
    {
      method: 'get',
      path: '/api/openapi.json',
      operationId: 'getOpenApi',
      summary: 'Get this document',
      tag: 'system',
      open: true,
      responses: { 200: { description: 'The OpenAPI document of the active phase.', schema: openApi } },
      handler(ctx) {
        ctx.body = document();
      },
    },
    {
      method: 'get',
      path: '/api/docs',
      operationId: 'getDocs',
      summary: 'Get this document as a page',
      tag: 'system',
      open: true,
      responses: {
        200: {
          description: 'The page.',
          headers: ['Content-Security-Policy'],
          mediaType: 'text/html',
          schema: z.string(),
        },
      },
      handler(ctx) {
        page ??= docsPage(document());
        ctx.set('Content-Security-Policy', page.contentSecurityPolicy);
        ctx.type = 'html';
        ctx.body = page.html;
      },
    },
  ];
}
