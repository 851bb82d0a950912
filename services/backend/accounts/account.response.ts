import { z } from 'zod';

export const user = z
  .strictObject({
    id: z.uuid(),
    email: z
      .string()
      .nullable()
      .meta({ description: 'Null if the external issuer of the account did not give an address.' }),
    timeZone: z.string(),
    locale: z.string(),
    external: z
      .literal(true)
      .optional()
      .meta({ description: 'Present for an account of an external issuer, which has no password.' }),
  })
  .meta({ id: 'User' });

export const session = z
  .strictObject({ user, token: z.jwt().meta({ description: 'For `Authorization: Bearer …`.' }) })
  .meta({ id: 'Session' });

/** A new password ends all sessions, so its response holds the token of the next one. */
export const changedUser = user.extend({ token: session.shape.token.optional() }).meta({ id: 'ChangedUser' });

export type UserResponse = z.output<typeof user>;
export type SessionResponse = z.output<typeof session>;
