import { z } from 'zod';

const declared = z.array(
  z
    .object({
      pubsubname: z.string(),
      topic: z.string(),
      route: z.string().optional(),
      routes: z.object({ default: z.string().optional() }).optional(),
      deadLetterTopic: z.string().optional(),
      bulkSubscribe: z
        .object({ enabled: z.boolean().default(false), maxMessagesCount: z.number().int().positive().default(100) })
        .optional(),
    })
    .loose(),
);

/** A subscription that an app declares at GET /dapr/subscribe. */
export interface Subscription {
  pubsub: string;
  topic: string;
  path: string;
  deadLetterTopic: string | undefined;
  /** The largest number of events in one request, or undefined for single deliveries. */
  bulk: number | undefined;
}

/** @throws an Error that says what is invalid in the app's response. */
export function parseSubscriptions(body: string): Subscription[] {
  const parsed = declared.safeParse(JSON.parse(body));
  if (!parsed.success) throw new Error(`/dapr/subscribe has an invalid response: ${z.prettifyError(parsed.error)}`);
  return parsed.data.flatMap(({ pubsubname, topic, route, routes, deadLetterTopic, bulkSubscribe }) => {
    const path = routes?.default ?? route;
    if (!path) return []; // like daprd, skip a subscription without a route
    return {
      pubsub: pubsubname,
      topic,
      path: path.startsWith('/') ? path : `/${path}`,
      deadLetterTopic: deadLetterTopic || undefined,
      bulk: bulkSubscribe?.enabled ? bulkSubscribe.maxMessagesCount : undefined,
    };
  });
}
