import { defineEntity, p } from '@mikro-orm/core';
import { User } from './user.entity.ts';

/** The response to a POST with an `Idempotency-Key`, which is committed together with the effects of the request. */
const IdempotencyRecordSchema = defineEntity({
  name: 'IdempotencyRecord',
  tableName: 'idempotency_record',
  properties: {
    ownerId: () => p.manyToOne(User).mapToPk().fieldName('owner_id').deleteRule('cascade').primary(),
    key: p.text().primary(),
    /** A hash of method, address and body. The key may be used again only for the same request. */
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
