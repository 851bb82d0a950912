import { createECDH } from 'node:crypto';
import { z } from 'zod';

/** A browser's `PushSubscription`, as its `toJSON` writes it (RFC 8030, RFC 8291). */
export const pushSubscription = z
  .strictObject({
    endpoint: z
      .url({ protocol: /^https?$/, error: 'Must be the address of a push service.' })
      .max(1000, 'Must have at most 1000 characters.'),
    expirationTime: z.number().nullish(),
    keys: z.strictObject({
      p256dh: z.string().refine(isCurvePoint, 'Must be a point of P-256, uncompressed, in base64url.'),
      auth: z.string().regex(/^[A-Za-z0-9_-]{22}={0,2}$/, 'Must be 16 bytes in base64url.'),
    }),
  })
  .meta({ id: 'PushSubscription' });

/** The address alone, which is enough to remove a subscription. */
export const pushEndpoint = pushSubscription.pick({ endpoint: true }).meta({ id: 'PushEndpoint' });

export const pushKey = z
  .strictObject({ key: z.string().meta({ description: 'The `applicationServerKey` of subscriptions (RFC 8292).' }) })
  .meta({ id: 'PushKey' });

/** What the backend tells the notification service: the subscription, and the session that it ends with. */
export const ownedSubscription = pushSubscription.extend({ sessionId: z.uuid() });

/** The subscriptions of an account without their secrets, as its export has them. */
export const pushDevices = z.strictObject({
  items: z.array(z.strictObject({ service: z.string(), createdAt: z.iso.datetime() })),
});

/** What a browser gets. The same reminder has the same tag at each of its times. */
export interface PushMessage {
  title: string;
  body: string;
  taskId: string;
  reminderId: string;
  fireAt: string;
}

function isCurvePoint(text: string): boolean {
  if (!/^[A-Za-z0-9_-]{87}={0,1}$/.test(text)) return false;
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  try {
    return ecdh.computeSecret(text, 'base64url').length > 0;
  } catch {
    return false;
  }
}
