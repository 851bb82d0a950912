import { defineEntity, p } from '@mikro-orm/core';
import { User } from './user.entity.ts';

/** The last link by which a user may choose a new password. It is deleted when it is used. */
const PasswordResetSchema = defineEntity({
  name: 'PasswordReset',
  tableName: 'password_reset',
  properties: {
    userId: () => p.manyToOne(User).mapToPk().fieldName('user_id').deleteRule('cascade').primary(),
    /** SHA-256 of the secret in the link, as hexadecimal digits. */
    hash: p.text().unique(),
    createdAt: p.datetime(3),
  },
});

export class PasswordReset extends PasswordResetSchema.class {}
PasswordResetSchema.setClass(PasswordReset);
