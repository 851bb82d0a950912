import { Router } from '@koa/router';
import { z } from 'zod';
import { DaprError, jsonBody, rawBody } from '../api.ts';
import { type Component, inScope } from '../components/components.ts';
import type { Broker } from './broker.ts';
import { type Published, toEvent } from './event.ts';

const bulkRequest = z.array(
  z.object({
    entryId: z.string().min(1),
    event: z.unknown(),
    contentType: z.string().default('application/json'),
    metadata: z.record(z.string(), z.string()).optional(),
  }),
);

/** Serves Dapr's publish API: https://docs.dapr.io/reference/api/pubsub_api/ */
export function publishRoutes(appId: string, pubsubs: Component[], broker: Broker): Router {
  const router = new Router();

  const check = (name: string) => {
    if (pubsubs.some((component) => component.name === name && inScope(component, appId))) return;
    throw new DaprError(404, 'ERR_PUBSUB_NOT_FOUND', `pubsub ${name} is not found`);
  };
  const toStoredEvent = (published: Omit<Published, 'appId'>) => {
    try {
      return toEvent({ appId, ...published });
    } catch (error) {
      throw new DaprError(400, 'ERR_PUBSUB_CLOUD_EVENTS_SER', (error as Error).message);
    }
  };

  router.post('/v1.0/publish/:pubsub/:topic', async (ctx) => {
    const { pubsub, topic } = ctx.params as Record<string, string>;
    if (!pubsub || !topic) return;
    check(pubsub);
    const contentType = ctx.get('content-type') || 'application/json';
    const text = (await rawBody(ctx)).toString();
    const data = contentType.includes('json') ? parseJson(text) : text;
    const key = ctx.query['metadata.partitionKey'];
    const partitionKey = typeof key === 'string' ? key : undefined;
    const event = toStoredEvent({ pubsub, topic, contentType, data, partitionKey });
    const reason = (await broker.publish(pubsub, [event])).get(event);
    if (reason !== undefined) throw new DaprError(500, 'ERR_PUBSUB_PUBLISH_MESSAGE', reason);
    ctx.status = 204;
  });

  router.post('/v1.0-alpha1/publish/bulk/:pubsub/:topic', async (ctx) => {
    const { pubsub, topic } = ctx.params as Record<string, string>;
    if (!pubsub || !topic) return;
    check(pubsub);
    const request = bulkRequest.safeParse(await jsonBody(ctx));
    if (!request.success) throw new DaprError(400, 'ERR_PUBSUB_EVENTS_SER', z.prettifyError(request.error));
    const ids = new Set(request.data.map(({ entryId }) => entryId));
    if (ids.size < request.data.length) throw new DaprError(400, 'ERR_PUBSUB_EVENTS_SER', 'an entryId occurs twice');

    const entries = request.data.map(({ entryId, event: data, contentType, metadata }) => ({
      entryId,
      event: toStoredEvent({ pubsub, topic, contentType, data, partitionKey: metadata?.partitionKey }),
    }));
    const failed = await broker.publish(
      pubsub,
      entries.map(({ event }) => event),
    );
    if (failed.size === 0) {
      ctx.status = 204;
      return;
    }
    ctx.status = 500;
    ctx.body = {
      failedEntries: entries
        .filter(({ event }) => failed.has(event))
        .map(({ entryId, event }) => ({ entryId, error: failed.get(event) })),
      errorCode: 'ERR_PUBSUB_PUBLISH_MESSAGE',
    };
  });

  return router;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DaprError(400, 'ERR_PUBSUB_EVENTS_SER', (error as Error).message);
  }
}
