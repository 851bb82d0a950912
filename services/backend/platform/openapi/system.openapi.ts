import { z } from 'zod';
import type { Feature } from './operation.ts';

export const configAnswer = z.strictObject({
  phase5: z.boolean(),
  oidc: z
    .strictObject({ name: z.string() })
    .optional()
    .meta({ description: 'The external issuer with which one can sign in, where there is one.' }),
});
export type ConfigAnswer = z.output<typeof configAnswer>;

/** What describes the API rather than being described by it. */
const openApi = z.looseObject({ openapi: z.string().regex(/^3\.1\./), paths: z.record(z.string(), z.unknown()) });

export function systemFeature(phase5: boolean): Feature {
  const common = { method: 'get', tag: 'system', open: true } as const;
  return {
    schemas: { Config: configAnswer },
    operations: [
      {
        ...common,
        path: '/api/config',
        operationId: 'getConfig',
        summary: 'Which phase is on',
        answers: { 200: { description: 'The phase.', schema: configAnswer, example: { phase5 } } },
      },
      {
        ...common,
        path: '/api/openapi.json',
        operationId: 'getOpenApi',
        summary: 'This document',
        answers: { 200: { description: 'The OpenAPI document of the phase that is on.', schema: openApi } },
      },
      {
        ...common,
        path: '/api/docs',
        operationId: 'getDocs',
        summary: 'This document as a page',
        answers: {
          200: {
            description: 'The page.',
            headers: ['Content-Security-Policy'],
            ...{ mediaType: 'text/html', schema: z.string() },
          },
        },
      },
    ],
  };
}
