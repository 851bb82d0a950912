import { InvocationError } from '../../../shared/dapr/sidecar.errors.ts';
import type { Invocation, Sidecar } from '../../../shared/dapr/sidecar.ts';
import { appIds } from '../../../shared/events/topics.ts';
import { problem } from '../../../shared/http/problem.schema.ts';
import { Forwarded, ServiceUnavailable } from '../../../shared/http/problem.ts';

/** Calls the notification service by service invocation. */
export type NotificationClient = (call: Omit<Invocation, 'appId'>) => Promise<unknown>;

export function notificationsUnavailable(options?: ErrorOptions): ServiceUnavailable {
  return new ServiceUnavailable('Notifications cannot be reached right now. Try again shortly.', options);
}

/** Problems that the client of the API can act on are passed on to it; every other failure is a 503. */
const forwarded: readonly number[] = [400, 404, 412];

export function notificationClient(sidecar: Sidecar): NotificationClient {
  return async (call) => {
    try {
      return await sidecar.invoke({ appId: appIds.notification, ...call });
    } catch (error) {
      if (
        error instanceof InvocationError &&
        forwarded.includes(error.status) &&
        problem.safeParse(error.body).success
      ) {
        throw new Forwarded(error.status, error.body);
      }
      throw notificationsUnavailable({ cause: error });
    }
  };
}
