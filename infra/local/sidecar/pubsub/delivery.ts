import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AppChannel, AppResponse } from '../app/app.channel.ts';
import type { Subscription } from '../app/app.subscriptions.ts';
import type { StoredEvent } from './event.ts';

export type Verdict = { status: 'SUCCESS' } | { status: 'DROP' } | { status: 'RETRY'; reason: string };

const status = z.object({ status: z.enum(['', 'SUCCESS', 'RETRY', 'DROP']).default('') }).loose();
const statuses = z.object({ statuses: z.array(z.object({ entryId: z.string(), status: z.string().default('') })) });

/**
 * Sends events to the app and resolves with its verdict on each. Rejects if there is no response.
 * https://docs.dapr.io/reference/api/pubsub_api/#provide-routes-for-dapr-to-deliver-topic-events
 */
export async function deliver(
  channel: AppChannel,
  subscription: Subscription,
  events: StoredEvent[],
  timeoutMs: number,
): Promise<Verdict[]> {
  const post = (contentType: string, body: string) =>
    channel.call({
      method: 'POST',
      path: subscription.path,
      headers: { 'content-type': contentType },
      body,
      timeoutMs,
    });

  if (subscription.bulk !== undefined) {
    const response = await post('application/json', bulkBody(subscription, events));
    return refusal(response, events.length) ?? bulkVerdicts(response, events.length);
  }
  const responses = await Promise.all(events.map(({ json }) => post('application/cloudevents+json', json)));
  return responses.map((response) => refusal(response, 1)?.[0] ?? verdictOf(response));
}

function bulkBody({ pubsub, topic }: Subscription, events: StoredEvent[]): string {
  const entries = events.map(({ json, key }, index) => {
    const metadata = JSON.stringify({ __key: key });
    return `{"entryId":"${index}","event":${json},"contentType":"application/cloudevents+json","metadata":${metadata}}`;
  });
  const head = JSON.stringify({
    id: randomUUID(),
    type: 'com.dapr.event.sent.bulk',
    topic,
    pubsubname: pubsub,
    metadata: { pubsubName: pubsub },
  });
  return `${head.slice(0, -1)},"entries":[${entries.join(',')}]}`;
}

/** Returns the same verdict for all events if the status is not 2xx. */
function refusal({ status: code, body }: AppResponse, count: number): Verdict[] | undefined {
  if (code >= 200 && code < 300) return undefined;
  // Like daprd, drop the event, because an app without this route will not have it later either.
  const verdict: Verdict =
    code === 404
      ? { status: 'DROP' }
      : { status: 'RETRY', reason: `responded ${code} ${body.toString().slice(0, 200)}` };
  return Array.from({ length: count }, () => verdict);
}

function verdictOf({ body }: AppResponse): Verdict {
  let parsedBody: unknown;
  try {
    parsedBody = JSON.parse(body.toString());
  } catch {
    return { status: 'SUCCESS' }; // like daprd, 2xx with an empty or unreadable body is a success
  }
  const parsed = status.safeParse(parsedBody);
  if (!parsed.success) return { status: 'RETRY', reason: 'responded with an unknown status' };
  return parsed.data.status === 'RETRY' ? retry : { status: parsed.data.status || 'SUCCESS' };
}

function bulkVerdicts({ body }: AppResponse, count: number): Verdict[] {
  let statusByEntry: Map<string, string>;
  try {
    statusByEntry = new Map(
      statuses.parse(JSON.parse(body.toString())).statuses.map((entry) => [entry.entryId, entry.status]),
    );
  } catch {
    return Array.from({ length: count }, () => ({ status: 'RETRY', reason: 'responded without statuses' }));
  }
  return Array.from({ length: count }, (_, index) => {
    const entryStatus = statusByEntry.get(String(index));
    return entryStatus === 'SUCCESS' || entryStatus === 'DROP' ? { status: entryStatus } : retry;
  });
}

const retry: Verdict = { status: 'RETRY', reason: 'responded RETRY' };
