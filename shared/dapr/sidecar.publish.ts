import type { HTTPClient } from '@dapr/dapr';
import { within } from './sidecar.deadline.ts';
import { reasonOf, responseOf } from './sidecar.errors.ts';

export interface BulkEntry {
  /** The id is unique in the call, and failures are reported by it. */
  id: string;
  /** A complete CloudEvent 1.0. */
  event: { id: string; traceparent?: string | undefined };
  /** Events of one key stay in order. */
  partitionKey: string;
}

/**
 * Publishes in bulk and resolves with the entries that were not acknowledged, each with the reason. The SDK's `pubsub.publishBulk`
 * is not used: it reads failedEntries[].entryID where daprd writes entryId, and so reports a partial failure as success.
 */
export async function publishBulk(
  http: HTTPClient,
  timeoutMs: number,
  target: { pubsub: string; topic: string },
  entries: readonly BulkEntry[],
): Promise<Map<string, string>> {
  if (entries.length === 0) return new Map();
  const body = entries.map(({ id, event, partitionKey }) => ({
    entryId: id,
    // daprd replaces the traceparent of an event that has no traceid with one of its own.
    event: event.traceparent ? { traceid: event.traceparent, ...event } : event,
    contentType: 'application/cloudevents+json',
    metadata: { partitionKey },
  }));
  const request = { method: 'POST', body, headers: { 'Content-Type': 'application/json' } };
  const url = `/publish/bulk/${target.pubsub}/${target.topic}`;
  try {
    await within(timeoutMs, `Publishing to ${target.topic}`, http.executeWithApiVersion('v1.0-alpha1', url, request));
    return new Map();
  } catch (error) {
    return failedEntries(error) ?? new Map(entries.map((entry) => [entry.id, reasonOf(error)]));
  }
}

function failedEntries(error: unknown): Map<string, string> | undefined {
  const body = responseOf(error)?.body as { failedEntries?: { entryId: string; error?: string }[] | null } | undefined;
  if (!body?.failedEntries?.length) return undefined;
  return new Map(body.failedEntries.map((entry) => [entry.entryId, entry.error ?? reasonOf(error)]));
}
