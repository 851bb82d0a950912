import { z } from 'zod';
import { tokenScopes } from '../../../../shared/auth/api-token.ts';
import { instant } from '../../../../shared/events/task.schema.ts';
import { line } from '../../../../shared/text.ts';

const scope = z.enum(tokenScopes).meta({
  description:
    '`read`: GET, and the tools of MCP that only read. `write`: everything but the account itself. `feed`: the calendar feed only.',
});

export const newToken = z
  .strictObject({
    name: line(100),
    scope,
    expiresAt: instant.nullable().default(null).meta({ description: 'Null: the token does not expire.' }),
  })
  .meta({ id: 'NewApiToken' });

export const token = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    scope,
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable().meta({ description: 'To within five minutes.' }),
    expiresAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiToken' });
export const tokenList = z.strictObject({ items: z.array(token) }).meta({ id: 'ApiTokenList' });

export const createdToken = token
  .extend({ secret: z.string().meta({ description: 'For `Authorization: Bearer …`. It is shown only here.' }) })
  .meta({ id: 'CreatedApiToken' });

export type NewToken = z.output<typeof newToken>;
export type TokenResponse = z.output<typeof token>;
