import { defineEntity, p } from '@mikro-orm/core';
import { User } from './user.entity.ts';

/** What a POST with an `Idempotency-Key` was answered, committed together with what it did. */
const IdempotencyRecordSchema = defineEntity({
  name: 'IdempotencyRecord',
  tableName: 'idempotency_record',
  properties: {
    ownerId: () => p.manyToOne(User).mapToPk().fieldName('owner_id').deleteRule('cascade').primary(),
    key: p.text().primary(),
    /** Of method, address and body: what a key may be used for again. */
    fingerprint: p.text(),
    status: p.integer(),
    headers: p.json<Record<string, string>>().columnType('json'),
    body: p.json<unknown>().columnType('json').nullable(),
    createdAt: p.datetime(3),
  },
  indexes: [{ name: 'idempotency_record_created', properties: ['createdAt'] }],
});

export class IdempotencyRecord extends IdempotencyRecordSchema.class {}
IdempotencyRecordSchema.setClass(IdempotencyRecord);
