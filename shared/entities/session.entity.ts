import { defineEntity, p } from '@mikro-orm/core';
import { User } from './user.entity.ts';

/** A sign-in of a user on one device. Its tokens are valid while this row exists and their session version is the user's. */
const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    id: p.uuid().primary(),
    userId: () => p.manyToOne(User).mapToPk().fieldName('user_id').deleteRule('cascade'),
    createdAt: p.datetime(3),
    /** Written every few minutes at most, so a request is usually not the last one. */
    lastSeenAt: p.datetime(3),
    /** The `User-Agent` header of the sign-in. */
    userAgent: p.text().nullable(),
  },
  indexes: [{ properties: ['userId', 'lastSeenAt'] }, { name: 'session_created', properties: ['createdAt'] }],
});

export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);
