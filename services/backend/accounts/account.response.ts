import { z } from 'zod';

export const user = z.strictObject({
  id: z.uuid(),
  email: z.string().nullable().meta({ description: 'Null for an account of an external issuer that told none.' }),
  timeZone: z.string(),
  external: z
    .literal(true)
    .optional()
    .meta({ description: 'There for an account of an external issuer, which has no password.' }),
});

export const session = z.strictObject({ user, token: z.jwt().meta({ description: 'For `Authorization: Bearer …`.' }) });

/** A new password ended all sessions: its answer brings the next one. */
export const changedUser = user.extend({ token: session.shape.token.optional() });

export type UserAnswer = z.output<typeof user>;
export type SessionAnswer = z.output<typeof session>;
