import type { Clock } from '../../../shared/clock.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import { Counter, type Registry } from '../../../shared/http/metrics.ts';
import type { Logger } from '../../../shared/logger.ts';
import type { PushMessage } from '../../../shared/notifications/push.schema.ts';
import type { DueCheck } from '../../../shared/schedule/due.timer.ts';
import type { PreferenceService } from '../preferences/preference.service.ts';
import { isQuiet } from '../preferences/quiet-hours.ts';
import { lifeSeconds, type PushOutcome, type SendPush } from './push.sender.ts';

/** Requests to all push services at once, and to one of them, so that one that hangs does not hold up the others. */
const mostAtOnce = 32;
export const mostAtOnceToOne = 16;
/** Whoever has taken a delivery has this long to record what came of it. After a crash another replica sends it again. */
export const leaseMs = 15_000;
/** The waits between attempts, of which the last is repeated. A push service may ask for longer ones. */
const waitsMs = [1_000, 5_000, 30_000, 120_000, 600_000];
/** Deliveries of a replica that has crashed are found after this time, even if nothing else happens. */
const pollMs = 30_000;

interface Dependencies {
  orm: Orm;
  send: SendPush;
  preferences: PreferenceService;
  clock: Clock;
  logger: Logger;
  metrics: Registry;
}

interface Delivery {
  notificationId: string;
  subscriptionId: string;
  payload: PushMessage;
  attempts: number;
  createdAt: string | Date;
  ownerId: string;
  timeZone: string;
  isOpen: boolean;
  endpoint: string;
  p256dh: string;
  auth: string;
}

type Outcome = PushOutcome | { kind: 'dropped'; reason: string };

export interface PushDeliveries extends DueCheck {
  /** Begins to send what is due, as far as there is room for it. */
  run(): Promise<void>;
  /** Resolves when nothing is being sent. */
  settled(): Promise<void>;
}

/**
 * Sends the deliveries that are due. Each is taken by one replica at a time and deleted in the statement that records that it was
 * sent, so it is sent again only after a crash between the response of the push service and that statement: at most `mostAtOnce`
 * of a replica, once each.
 * @param onRoom is called when a request has ended, so that the next one can begin
 */
export function pushDeliveries(dependencies: Dependencies, onRoom: () => void): PushDeliveries {
  const { orm, send, preferences, clock, logger, metrics } = dependencies;
  const counter = new Counter({
    name: 'push_deliveries_total',
    help: 'Attempts to push a reminder to a browser, by what came of them',
    labelNames: ['outcome'],
    registers: [metrics],
  });
  const sending = new Set<Promise<void>>();
  /** The number of requests to each host. */
  const hosts = new Map<string, number>();
  const busyHosts = () => [...hosts].filter(([, count]) => count >= mostAtOnceToOne).map(([host]) => host);

  async function outcomeOf(delivery: Delivery): Promise<Outcome> {
    if (!delivery.isOpen) return { kind: 'dropped', reason: 'The task is completed or deleted.' };
    const { preferences: wanted } = await preferences.get(delivery.ownerId);
    if (wanted.quietHours && isQuiet(wanted.quietHours, delivery.timeZone, clock())) {
      return { kind: 'dropped', reason: 'It is a quiet hour.' };
    }
    return send(delivery, delivery.payload);
  }

  async function deliver(delivery: Delivery): Promise<void> {
    const { notificationId, subscriptionId } = delivery;
    const outcome = await outcomeOf(delivery).catch((error): Outcome => {
      return { kind: 'later', afterMs: 0, reason: String(error) };
    });
    counter.inc({ outcome: outcome.kind });
    const reason = outcome.kind === 'sent' ? undefined : outcome.reason;
    const level = outcome.kind === 'later' || outcome.kind === 'refused' ? 'warn' : 'info';
    const line = outcome.kind === 'sent' ? 'A reminder was pushed.' : 'A reminder was not pushed.';
    logger[level]({ notificationId, subscriptionId, outcome: outcome.kind, reason }, line);
    await record(orm.em, delivery, outcome, clock());
  }

  function begin(delivery: Delivery): void {
    const { host } = new URL(delivery.endpoint);
    hosts.set(host, (hosts.get(host) ?? 0) + 1);
    const work = deliver(delivery)
      // The row is still there, and is due again when its lease ends.
      .catch((error) => logger.warn({ reason: String(error) }, 'What came of a push could not be recorded.'))
      .finally(() => {
        sending.delete(work);
        hosts.set(host, (hosts.get(host) ?? 1) - 1);
        if (hosts.get(host) === 0) hosts.delete(host);
        onRoom();
      });
    sending.add(work);
  }

  return {
    async run() {
      const busy = busyHosts();
      const most = Math.max(0, ...[...hosts].filter(([host]) => !busy.includes(host)).map(([, count]) => count));
      const room = Math.min(mostAtOnce - sending.size, mostAtOnceToOne - most);
      if (room <= 0) return;
      for (const delivery of await claim(orm.em, clock(), room, busy)) begin(delivery);
    },
    async next() {
      const soon = clock().getTime() + pollMs;
      if (sending.size >= mostAtOnce) return soon;
      return Math.min(await nextAt(orm.em, busyHosts()), soon);
    },
    async settled() {
      await Promise.all(sending);
    },
  };
}

/** The host of an address, as `URL` has it. */
const hostOf = `split_part(s.endpoint, '/', 3)`;

/** Takes deliveries. Until the lease ends nobody else takes them. */
async function claim(em: Orm['em'], now: Date, most: number, busy: string[]): Promise<Delivery[]> {
  return em.execute<Delivery[]>(
    `with due as (
       select d.notification_id, d.subscription_id
         from push_delivery d join push_subscription s on s.id = d.subscription_id
        where d.next_at <= ? and ${hostOf} <> all(cast(? as text[]))
        order by d.next_at limit ?
          for update of d skip locked
     ), taken as (
       update push_delivery d set next_at = ?, attempts = d.attempts + 1
         from due where d.notification_id = due.notification_id and d.subscription_id = due.subscription_id
       returning d.*
     )
     select taken.notification_id as "notificationId", taken.subscription_id as "subscriptionId", taken.payload,
            taken.attempts, taken.created_at as "createdAt", s.owner_id as "ownerId", u.time_zone as "timeZone",
            s.endpoint, s.p256dh, s.auth,
            exists (select from task t where t.id = n.task_id and t.completed_at is null) as "isOpen"
       from taken join push_subscription s on s.id = taken.subscription_id
       join notification n on n.id = taken.notification_id
       join "user" u on u.id = s.owner_id`,
    [now, textArray(busy), most, new Date(now.getTime() + leaseMs)],
  );
}

async function nextAt(em: Orm['em'], busy: string[]): Promise<number> {
  const [next] = await em.execute<{ ms: number }[]>(
    `select cast(extract(epoch from d.next_at) * 1000 as float8) as ms
       from push_delivery d join push_subscription s on s.id = d.subscription_id
      where ${hostOf} <> all(cast(? as text[])) order by d.next_at limit 1`,
    [textArray(busy)],
  );
  return next?.ms ?? Number.POSITIVE_INFINITY;
}

/** An array literal, as the parameter of `cast(? as text[])`. */
function textArray(hosts: string[]): string {
  return `{${hosts.map((host) => `"${host}"`).join(',')}}`;
}

async function record(em: Orm['em'], delivery: Delivery, outcome: Outcome, now: Date): Promise<void> {
  const { notificationId, subscriptionId, attempts, createdAt } = delivery;
  const ids = [notificationId, subscriptionId];
  switch (outcome.kind) {
    case 'sent':
      await em.execute(
        `with done as (
           delete from push_delivery where notification_id = ? and subscription_id = ? returning notification_id
         )
         update notification set pushed_at = coalesce(pushed_at, ?) where id in (select notification_id from done)`,
        [...ids, now],
      );
      return;
    case 'gone':
      await em.execute('delete from push_subscription where id = ?', [subscriptionId]);
      return;
    case 'later': {
      const waitMs = Math.max(outcome.afterMs, waitsMs[attempts - 1] ?? waitsMs.at(-1)!);
      const next = new Date(Math.min(now.getTime() + waitMs, 8.64e15));
      const isTooLate = next.getTime() > new Date(createdAt).getTime() + lifeSeconds * 1000;
      if (!isTooLate) {
        await em.execute('update push_delivery set next_at = ? where notification_id = ? and subscription_id = ?', [
          next,
          ...ids,
        ]);
        return;
      }
    }
  }
  await em.execute('delete from push_delivery where notification_id = ? and subscription_id = ?', ids);
}
