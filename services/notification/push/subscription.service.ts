import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Orm } from '../../../shared/database/orm.ts';
import type { ownedSubscription } from '../../../shared/notifications/push.schema.ts';

type EntityManager = Orm['em'];

/** The most browsers of one person. One more removes the one that subscribed first. */
export const devicesPerPerson = 20;

/**
 * Stores a browser's subscription. A browser belongs to the person who subscribed last; nothing that waits for another person is
 * sent to it.
 */
export async function storeSubscription(
  em: EntityManager,
  ownerId: string,
  { endpoint, keys, sessionId }: z.output<typeof ownedSubscription>,
  now: Date,
): Promise<void> {
  await em.transactional(async (tx) => {
    // The erasure of an account locks the user first, too. Two browsers of one person take turns, so that the limit holds.
    const [owner] = await tx.execute('select from "user" where id = ? for no key update', [ownerId]);
    if (!owner) return;
    await tx.execute('delete from push_subscription where endpoint = ? and owner_id <> ?', [endpoint, ownerId]);
    await tx.execute(
      `insert into push_subscription (id, owner_id, session_id, endpoint, p256dh, auth, created_at)
       values (?, ?, ?, ?, ?, ?, ?)
       on conflict (endpoint) do update set session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth
         where push_subscription.owner_id = excluded.owner_id`,
      [
        uuidv7({ msecs: now.getTime() }),
        ownerId,
        sessionId,
        endpoint,
        keys.p256dh.replaceAll('=', ''),
        keys.auth.replaceAll('=', ''),
        now,
      ],
    );
    await tx.execute(
      `delete from push_subscription where id in (
         select id from push_subscription where owner_id = ? order by id desc offset ?)`,
      [ownerId, devicesPerPerson],
    );
  });
}

export async function removeSubscription(em: EntityManager, ownerId: string, endpoint: string): Promise<void> {
  await em.execute('delete from push_subscription where owner_id = ? and endpoint = ?', [ownerId, endpoint]);
}

/** The push service and the time of each subscription, without what it takes to send to it. */
export async function listDevices(em: EntityManager, ownerId: string) {
  const rows = await em.execute<{ endpoint: string; createdAt: string | Date }[]>(
    'select endpoint, created_at as "createdAt" from push_subscription where owner_id = ? order by id',
    [ownerId],
  );
  return rows.map(({ endpoint, createdAt }) => ({
    service: new URL(endpoint).host,
    createdAt: new Date(createdAt).toISOString(),
  }));
}
