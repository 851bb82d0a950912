import webPush from 'web-push';
import type { PushMessage } from '../../../shared/notifications/push.schema.ts';
import { isAllowed } from './push.services.ts';
import type { VapidKeys } from './vapid.ts';

/** A response may take this long: the service stops within ten seconds. */
export const timeoutMs = 8_000;
/** A push service may keep a message for a device that is switched off this long. A reminder of yesterday is of no use. */
export const lifeSeconds = 24 * 3600;

export interface Device {
  endpoint: string;
  p256dh: string;
  auth: string;
}

export type PushOutcome =
  | { kind: 'sent' }
  /** The browser has ended the subscription. */
  | { kind: 'gone'; reason: string }
  /** The push service can take it later, at the earliest after `afterMs`. */
  | { kind: 'later'; afterMs: number; reason: string }
  | { kind: 'refused'; reason: string };

/** Sends one message. Never rejects. */
export type SendPush = (device: Device, message: PushMessage) => Promise<PushOutcome>;

interface PushSettings {
  vapid: VapidKeys;
  /** How the push service can reach the operator: `mailto:` or https. */
  contact: string;
  services: readonly string[];
}

export function pushSender({ vapid, contact, services }: PushSettings): SendPush {
  return async (device, message) => {
    if (!isAllowed(device.endpoint, services)) return { kind: 'refused', reason: 'The push service is not allowed.' };
    const { endpoint, p256dh, auth } = device;
    try {
      const { headers, body } = webPush.generateRequestDetails(
        { endpoint, keys: { p256dh, auth } },
        JSON.stringify(message),
        {
          vapidDetails: { ...vapid, subject: contact },
          TTL: lifeSeconds,
          urgency: 'high',
          // A message that was sent twice replaces itself, as long as the device has not got it.
          topic: message.reminderId.replaceAll('-', ''),
        },
      );
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
        body: new Uint8Array(body),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      return outcomeOf(response);
    } catch (error) {
      return { kind: 'later', afterMs: 0, reason: String((error as Error).cause ?? error) };
    }
  };
}

function outcomeOf({ status, headers }: Response): PushOutcome {
  const reason = `The push service responded with ${status}.`;
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status === 404 || status === 410) return { kind: 'gone', reason };
  if (status === 429 || status >= 500) return { kind: 'later', afterMs: retryAfterMs(headers), reason };
  return { kind: 'refused', reason };
}

/** `Retry-After` is a number of seconds or a date (RFC 9110). */
function retryAfterMs(headers: Headers): number {
  const value = headers.get('retry-after')?.trim() ?? '';
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(ms, 0) : 0;
}
