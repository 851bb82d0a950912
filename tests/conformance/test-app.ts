import { Router } from '@koa/router';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { consumerRoutes, type Subscription } from '../../shared/dapr/consumer.ts';
import { sidecarOnly } from '../../shared/dapr/sidecar-only.middleware.ts';
import { createApp } from '../../shared/http/app.ts';
import { type Listening, listen } from '../../shared/http/server/server.ts';
import { createLogger } from '../../shared/logger.ts';

/** An event of the suite, which says how its consumer must respond. */
export const testEvent = z.looseObject({
  id: z.string(),
  type: z.string(),
  subject: z.string(),
  data: z.object({
    /** How often the consumer returns RETRY before it takes the event; -1 means always. */
    failures: z.number(),
    position: z.number(),
  }),
});
export type TestEvent = z.infer<typeof testEvent>;

export interface Delivery {
  topic: string;
  event: TestEvent;
  taken: boolean;
}

export interface Wanted {
  pubsubname: string;
  topic: string;
  deadLetterTopic?: string;
  bulk?: { maxMessagesCount: number; maxAwaitDurationMs: number };
  /** Whether the app takes every event, like a reader of dead letters. */
  takesAll?: boolean;
}

/** An app like the services, with the shared consumer routes, a route to invoke and a route for the cron binding. */
export class TestApp {
  readonly port: number;
  readonly deliveries: Delivery[] = [];
  /** The bodies of received bulk deliveries. */
  readonly bulks: { type: string; entries: unknown[] }[] = [];
  cronTicks = 0;
  healthy = true;
  /** Whether the app returns RETRY for every event. */
  broken = false;
  readonly #appApiToken: string;
  readonly #subscriptions: Subscription<TestEvent>[];
  readonly #failed = new Map<string, number>();
  #listening: Listening | undefined;

  constructor(port: number, appApiToken: string, wanted: Wanted[]) {
    this.port = port;
    this.#appApiToken = appApiToken;
    this.#subscriptions = wanted.map(({ takesAll = false, ...subscription }) => ({
      ...subscription,
      schema: takesAll ? (z.looseObject({ id: z.string() }) as unknown as z.ZodType<TestEvent>) : testEvent,
      handle: (event) => this.#handle(subscription.topic, event, takesAll),
    }));
  }

  async start(): Promise<void> {
    const metrics = new Registry();
    const logger = createLogger('test-app', 'silent');
    const consumer = consumerRoutes(this.#subscriptions, { appApiToken: this.#appApiToken, logger, metrics });
    const app = createApp({ logger, metrics }, [this.#openRoutes(), this.#sidecarRoutes(), consumer]);
    this.#listening = await listen(app.callback(), this.port, '127.0.0.1');
  }

  /** Closes the port and all connections, as a crash would. */
  stop(): void {
    this.#listening?.server.close();
    this.#listening?.server.closeAllConnections();
    this.#listening = undefined;
  }

  of(topic: string): Delivery[] {
    return this.deliveries.filter((delivery) => delivery.topic === topic);
  }

  taken(topic: string): TestEvent[] {
    return this.of(topic).flatMap(({ taken, event }) => (taken ? [event] : []));
  }

  async #handle(topic: string, event: TestEvent, takesAll: boolean): Promise<void> {
    const failed = this.#failed.get(event.id) ?? 0;
    const taken = takesAll || (!this.broken && event.data.failures !== -1 && failed >= event.data.failures);
    this.deliveries.push({ topic, event, taken });
    if (taken) return;
    this.#failed.set(event.id, failed + 1);
    throw new Error('not this time');
  }

  #openRoutes(): Router {
    const router = new Router();
    router.get('/healthz', (ctx) => {
      ctx.status = this.healthy ? 200 : 503;
      ctx.body = {};
    });
    router.post('/events/:topic', async (ctx, next) => {
      const { type, entries } = ctx.request.body as { type: string; entries?: unknown[] };
      if (entries) this.bulks.push({ type, entries });
      await next();
    });
    return router;
  }

  #sidecarRoutes(): Router {
    const router = new Router();
    const guard = sidecarOnly(this.#appApiToken);
    router.all('/echo/:status', guard, (ctx) => {
      ctx.status = Number(ctx.params.status);
      ctx.body = { method: ctx.method, query: ctx.query, header: ctx.get('x-test'), body: ctx.request.body ?? null };
    });
    router.post('/reminder-check', guard, (ctx) => {
      this.cronTicks += 1;
      ctx.status = 200;
      ctx.body = {};
    });
    return router;
  }
}
