import { defineEntity, p } from '@mikro-orm/core';
import { defaultLocale } from '../language/reader.ts';

const UserSchema = defineEntity({
  name: 'User',
  tableName: 'user',
  properties: {
    id: p.uuid().primary(),
    /** Compared without regard to case (citext). Null only for an external identity without one. */
    email: p.string().columnType('citext').unique().nullable(),
    /** argon2id in PHC string format; null for an external identity. */
    passwordHash: p.text().nullable(),
    /** OpenID Connect `iss` and `sub` of an external identity. */
    issuer: p.text().nullable(),
    subject: p.text().nullable(),
    /** IANA name, e.g. `Europe/Berlin`. */
    timeZone: p.text(),
    /** BCP 47, e.g. `de-DE`: the order of dates, 12 or 24 hours, and the first day of the week. */
    locale: p.text().default(defaultLocale),
    /** Carried by every token; raising it ends all sessions at once. */
    sessionVersion: p.integer(),
    createdAt: p.datetime(3),
  },
  uniques: [{ properties: ['issuer', 'subject'] }],
});

export class User extends UserSchema.class {}
UserSchema.setClass(User);
