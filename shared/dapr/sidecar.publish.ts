import { ResponseError, reasonOf } from './sidecar.errors.ts';
import type { SidecarTransport } from './sidecar.transport.ts';

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
  transport: SidecarTransport,
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
  const path = `/publish/bulk/${target.pubsub}/${target.topic}`;
  try {
    await transport.executeWithApiVersion('v1.0-alpha1', path, { method: 'POST', body });
    return new Map();
  } catch (error) {
    return failedEntries(error) ?? new Map(entries.map((entry) => [entry.id, reasonOf(error)]));
  }
}

function failedEntries(error: unknown): Map<string, string> | undefined {
  if (!(error instanceof ResponseError)) return undefined;
  const body = error.body as { failedEntries?: { entryId: string; error?: string }[] | null } | undefined;
  if (!body?.failedEntries?.length) return undefined;
  return new Map(body.failedEntries.map((entry) => [entry.entryId, entry.error ?? reasonOf(error)]));
}
