import { Router } from '@koa/router';
import { SpanStatusCode } from '@opentelemetry/api';
import { Counter, Histogram, type Registry } from 'prom-client';
import { z } from 'zod';
import { deadLetterTopic, pubsubOf, type Topic } from '../events/topics.ts';
import type { Logger } from '../logger.ts';
import { SpanKind, withSpan } from '../trace.ts';
import { sidecarOnly } from './sidecar-only.middleware.ts';

/** The outcome of a delivery as Dapr defines it: https://docs.dapr.io/reference/api/pubsub_api/ */
export type Outcome = 'SUCCESS' | 'RETRY' | 'DROP';

export interface Subscription<Event> {
  pubsubname: string;
  topic: string;
  /** Undefined for the subscription to a dead-letter topic itself. */
  deadLetterTopic?: string;
  /** Dapr delivers in bulk. Without it, Dapr makes one request for each event. */
  bulk?: { maxMessagesCount: number; maxAwaitDurationMs: number };
  schema: z.ZodType<Event>;
  /** Processes an event. It returns when that is done, also when it was done before, and throws to get the event again later. */
  handle(event: Event): Promise<void>;
}

/** Makes the subscription to one of our topics, with its dead-letter topic. */
export function subscriptionTo<Event>(
  topic: Topic,
  rest: Pick<Subscription<Event>, 'schema' | 'handle' | 'bulk'>,
): Subscription<Event> {
  return { pubsubname: pubsubOf[topic], topic, deadLetterTopic: deadLetterTopic(topic), ...rest };
}

export interface ConsumerOptions {
  appApiToken: string;
  logger: Logger;
  metrics: Registry;
  /** Is called when a sidecar asks for the subscriptions, which it does when it starts. */
  onSubscribe?: () => void;
}

const bulkEnvelope = z.object({
  entries: z.array(
    z.object({
      entryId: z.string(),
      event: z.unknown(),
      /** `__key` is Kafka's message key: our partition key. */
      metadata: z.object({ __key: z.string().optional() }).optional(),
    }),
  ),
});
type BulkEntry = z.infer<typeof bulkEnvelope>['entries'][number];

/**
 * Serves `/dapr/subscribe` and one route for each subscription. (The DaprServer of the js-sdk is Express only, and acknowledges
 * when a handler throws.)
 */
// biome-ignore lint/suspicious/noExplicitAny: each subscription has its own event type
export function consumerRoutes(subscriptions: Subscription<any>[], options: ConsumerOptions): Router {
  const router = new Router();
  router.use(sidecarOnly(options.appApiToken));
  router.get('/dapr/subscribe', (ctx) => {
    options.onSubscribe?.();
    ctx.body = subscriptions.map(({ pubsubname, topic, deadLetterTopic, bulk }) => ({
      pubsubname,
      topic,
      route: routeOf(topic),
      ...(deadLetterTopic ? { deadLetterTopic } : {}),
      ...(bulk ? { bulkSubscribe: { enabled: true, ...bulk } } : {}),
    }));
  });
  const outcomes = new Counter({
    name: 'consumer_events_total',
    help: 'Events delivered, by what became of them',
    labelNames: ['topic', 'outcome'],
    registers: [options.metrics],
  });
  const latency = new Histogram({
    name: 'consumer_delivery_seconds',
    help: 'From the commit that an event tells of until its consumer was done with it',
    labelNames: ['topic'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300, 3600],
    registers: [options.metrics],
  });
  for (const subscription of subscriptions) {
    const { topic } = subscription;
    const count = (outcome: Outcome, event: unknown) => {
      outcomes.inc({ topic, outcome });
      const committedAt = Date.parse(attribute(event, 'time') ?? '');
      if (outcome === 'SUCCESS' && committedAt)
        latency.observe({ topic }, Math.max(0, Date.now() - committedAt) / 1000);
    };
    router.post(routeOf(topic), async (ctx) => {
      const bulk = subscription.bulk && bulkEnvelope.safeParse(ctx.request.body);
      if (bulk?.success) {
        ctx.body = { statuses: await consumeBulk(subscription, bulk.data.entries, options.logger, count) };
      } else {
        const status = await consume(subscription, ctx.request.body, options.logger);
        count(status, ctx.request.body);
        ctx.body = { status };
      }
    });
  }
  return router;
}

function routeOf(topic: string): string {
  return `/events/${topic}`;
}

/**
 * Processes events of one partition key one after the other, and those of different keys at the same time. An event that has to be
 * delivered again does not hold back the later ones: a sidecar that gives up dead-letters all events that are not done, the valid
 * ones too. So a handler must cope with an older event after a newer one, as it must anyway after a redelivery.
 */
async function consumeBulk<Event>(
  subscription: Subscription<Event>,
  entries: BulkEntry[],
  logger: Logger,
  count: (outcome: Outcome, event: unknown) => void,
): Promise<{ entryId: string; status: Outcome }[]> {
  const byKey = Map.groupBy(entries, ({ metadata, event, entryId }) => metadata?.__key ?? subjectOf(event) ?? entryId);
  const statuses = await Promise.all(
    [...byKey.values()].map(async (sequence) => {
      const outcomes: { entryId: string; status: Outcome }[] = [];
      for (const { entryId, event } of sequence) {
        const status = await consume(subscription, event, logger);
        count(status, event);
        outcomes.push({ entryId, status });
      }
      return outcomes;
    }),
  );
  return statuses.flat();
}

async function consume<Event>(subscription: Subscription<Event>, body: unknown, logger: Logger): Promise<Outcome> {
  const { topic, schema, handle } = subscription;
  const attributes = { 'messaging.system': 'dapr', 'messaging.destination.name': topic };
  const parent = attribute(body, 'traceparent') ?? '';
  return withSpan(`process ${topic}`, { kind: SpanKind.CONSUMER, parent, attributes }, async (span) => {
    const event = schema.safeParse(body);
    if (!event.success) {
      logger.error(
        { topic, reason: z.prettifyError(event.error) },
        'An event is invalid; it goes to the dead letters.',
      );
      return 'DROP';
    }
    try {
      await handle(event.data);
      return 'SUCCESS';
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      logger.warn({ topic, err: error }, 'An event could not be processed; it will come again.');
      return 'RETRY';
    }
  });
}

function subjectOf(event: unknown): string | undefined {
  return attribute(event, 'subject');
}

function attribute(event: unknown, name: string): string | undefined {
  const value = typeof event === 'object' && event !== null ? (event as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
