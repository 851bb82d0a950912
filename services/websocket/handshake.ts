import type { IncomingMessage } from 'node:http';
import { credentialsOf } from '../../shared/auth/credentials.ts';
import type { SessionToken, VerifySession } from '../../shared/auth/session-token.ts';
import type { Clock } from '../../shared/clock.ts';
import { InvocationError } from '../../shared/dapr/sidecar.errors.ts';
import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import { appIds } from '../../shared/events/topics.ts';
import { Forbidden, NotFound, ServiceUnavailable, Unauthenticated } from '../../shared/http/problem.ts';

export interface HandshakeDependencies {
  verify: VerifySession;
  sidecar: Sidecar;
  clock: Clock;
  allowedOrigins: readonly string[];
}

export interface Handshake {
  /** Resolves with the session of the valid, unexpired token that the request carries. */
  identify(request: IncomingMessage): Promise<{ session: SessionToken; token: string }>;
  /** Asks the backend whether the session has been ended, which the token alone does not tell. */
  confirm(token: string): Promise<void>;
}

/** Decides who may open a socket. Both steps refuse by throwing a `Problem`. */
export function handshake({ verify, sidecar, clock, allowedOrigins }: HandshakeDependencies): Handshake {
  return {
    async identify(request) {
      if (request.url?.split('?', 1)[0] !== '/ws') throw new NotFound('Sockets are at /ws.');
      const credentials = credentialsOf(request);
      if (!credentials) throw new Unauthenticated();
      // Browsers let any page open sockets to any site, and send the cookies of that site along.
      if (credentials.from === 'cookie' && !allowedOrigins.includes(request.headers.origin ?? '')) {
        throw new Forbidden('With the session cookie, sockets are open to our own pages only.');
      }
      const session = await verify(credentials.token, clock());
      if (!session) throw new Unauthenticated('The session is not valid or has expired. Sign in again.');
      return { session, token: credentials.token };
    },

    async confirm(token) {
      try {
        await sidecar.invoke({ appId: appIds.backend, method: 'POST', path: 'internal/session', body: { token } });
      } catch (error) {
        if (error instanceof InvocationError && error.status === 401 && !error.code) {
          throw new Unauthenticated('The session has ended. Sign in again.');
        }
        throw new ServiceUnavailable('The session cannot be checked right now. Try again shortly.', { cause: error });
      }
    },
  };
}
