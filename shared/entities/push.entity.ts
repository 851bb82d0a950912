import { defineEntity, p } from '@mikro-orm/core';
import { User } from './user.entity.ts';

/** A browser that gets its owner's reminders by Web Push. */
const PushSubscriptionSchema = defineEntity({
  name: 'PushSubscription',
  tableName: 'push_subscription',
  properties: {
    id: p.uuid().primary(),
    ownerId: () => p.manyToOne(User).mapToPk().fieldName('owner_id').deleteRule('cascade'),
    /** The session that subscribed: signing out of it removes the subscription. A session that only expires leaves it. */
    sessionId: p.uuid(),
    /** The address at the browser's push service. Whoever knows it and the keys can send to the browser. */
    endpoint: p.text().unique(),
    /** The keys of the browser for RFC 8291, in base64url. */
    p256dh: p.text(),
    auth: p.text(),
    createdAt: p.datetime(3),
  },
  indexes: [{ properties: ['ownerId', 'id'] }, { properties: ['sessionId'] }],
});

export class PushSubscription extends PushSubscriptionSchema.class {}
PushSubscriptionSchema.setClass(PushSubscription);

/** A message that is to be sent to one browser. The row is deleted when it was sent, and when it cannot be. */
const PushDeliverySchema = defineEntity({
  name: 'PushDelivery',
  tableName: 'push_delivery',
  properties: {
    /** No foreign key, because notifications go by the month. */
    notificationId: p.uuid().primary(),
    subscription: () => p.manyToOne(PushSubscription).primary().updateRule('cascade').deleteRule('cascade'),
    payload: p.json(),
    attempts: p.integer().default(0),
    /** When it is sent next. While it is being sent this is the instant at which others may try. */
    nextAt: p.datetime(3),
    createdAt: p.datetime(3),
  },
  indexes: [{ properties: ['subscription'] }, { properties: ['nextAt'] }],
});

export class PushDelivery extends PushDeliverySchema.class {}
PushDeliverySchema.setClass(PushDelivery);
