import { defineEntity, p } from '@mikro-orm/core';
import { tokenScopes } from '../auth/api-token.ts';
import { User } from './user.entity.ts';

/** A personal token with which a program acts for a user. */
const ApiTokenSchema = defineEntity({
  name: 'ApiToken',
  tableName: 'api_token',
  properties: {
    id: p.uuid().primary(),
    userId: () => p.manyToOne(User).mapToPk().fieldName('user_id').deleteRule('cascade'),
    name: p.text(),
    scope: p.enum(tokenScopes).nativeEnumName('api_token_scope'),
    /** SHA-256 of the token, as hexadecimal digits. */
    hash: p.text().unique(),
    createdAt: p.datetime(3),
    /** Written every few minutes at most. */
    lastUsedAt: p.datetime(3).nullable(),
    expiresAt: p.datetime(3).nullable(),
  },
  indexes: [{ properties: ['userId', 'id'] }],
});

export class ApiToken extends ApiTokenSchema.class {}
ApiTokenSchema.setClass(ApiToken);
