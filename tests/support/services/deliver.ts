import { request } from '../api-client.ts';

/**
 * Delivers events to a consumer as a sidecar does in bulk, and resolves with the outcome of each, in their order.
 * @param keyOf an event's partition key.
 */
export async function deliverBulk(
  baseUrl: string,
  appApiToken: string,
  topic: string,
  events: readonly unknown[],
  keyOf: (event: unknown) => string | undefined = () => undefined,
): Promise<string[]> {
  const entries = events.map((event, index) => ({
    entryId: String(index),
    event,
    contentType: 'application/cloudevents+json',
    metadata: { __key: keyOf(event) },
  }));
  const response = await request(
    `${baseUrl}/events/${topic}`,
    'POST',
    { id: 'a bulk message', topic, type: 'com.dapr.event.sent.bulk', entries },
    { 'dapr-api-token': appApiToken },
  );
  if (response.status !== 200) throw new Error(`The delivery was answered ${response.status}.`);
  const statuses = new Map<string, string>(
    response.body.statuses.map(({ entryId, status }: { entryId: string; status: string }) => [entryId, status]),
  );
  return entries.map(({ entryId }) => statuses.get(entryId) ?? 'none');
}

/** Delivers one event on its own, and resolves with its outcome. */
export async function deliver(baseUrl: string, appApiToken: string, topic: string, event: unknown): Promise<string> {
  const response = await request(`${baseUrl}/events/${topic}`, 'POST', JSON.stringify(event), {
    'content-type': 'application/cloudevents+json',
    'dapr-api-token': appApiToken,
  });
  if (response.status !== 200) throw new Error(`The delivery was answered ${response.status}.`);
  return response.body.status;
}
