import { z } from 'zod';
import type { Route } from './platform/openapi/route.ts';

const publicConfig = z
  .strictObject({
    phase5: z.boolean(),
    email: z
      .literal(true)
      .optional()
      .meta({ description: 'Present if e-mail is sent, so that a forgotten password can be replaced.' }),
    oidc: z
      .strictObject({ name: z.string() })
      .optional()
      .meta({ description: 'The external issuer that people may sign in with, where one is configured.' }),
  })
  .meta({ id: 'Config' });

/** Returns the settings that the page needs before anyone has signed in. */
export function configRoutes(config: z.output<typeof publicConfig>): Route[] {
  return [
    {
      method: 'get',
      path: '/api/config',
      operationId: 'getConfig',
      summary: 'Which phase is on',
      tag: 'system',
      open: true,
      responses: { 200: { description: 'The phase.', schema: publicConfig, example: { phase5: config.phase5 } } },
      handler(ctx) {
        ctx.body = config;
      },
    },
  ];
}
