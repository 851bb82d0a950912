import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { isApiToken } from '../../shared/auth/api-token.ts';
import { credentialsOf } from '../../shared/auth/credentials.ts';
import type { Session, VerifySession } from '../../shared/auth/session-token.ts';
import type { Clock } from '../../shared/clock.ts';
import { InvocationError } from '../../shared/dapr/sidecar.errors.ts';
import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import { appIds } from '../../shared/events/topics.ts';
import {
  Forbidden,
  InsufficientScope,
  NotFound,
  ServiceUnavailable,
  Unauthenticated,
} from '../../shared/http/problem.ts';

export interface HandshakeDependencies {
  verify: VerifySession;
  sidecar: Sidecar;
  clock: Clock;
  allowedOrigins: readonly string[];
}

export interface Handshake {
  /** Resolves with the session of the valid, unexpired token that the request carries. An API token counts as a session. */
  identify(request: IncomingMessage): Promise<{ session: OpenSession; token: string }>;
  /** Asks the backend whether the session has been ended, which the token alone does not tell. */
  confirm(token: string): Promise<void>;
}

/** What the backend says about an API token. */
const openSession = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  sessionVersion: z.int(),
  /** Null for an API token that does not expire. */
  expiresAt: z.coerce.date().nullable(),
});
export type OpenSession = Session & z.output<typeof openSession>;

/** Decides who may open a socket. Both steps refuse by throwing a `Problem`. */
export function handshake({ verify, sidecar, clock, allowedOrigins }: HandshakeDependencies): Handshake {
  /** Asks the backend, which knows whether a session has ended, and whose an API token is. */
  async function sessionOf(token: string): Promise<unknown> {
    const question = { appId: appIds.backend, method: 'POST', path: 'internal/session', body: { token } } as const;
    try {
      return await sidecar.invoke(question);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  return {
    confirm: async (token) => void (await sessionOf(token)),
    async identify(request) {
      if (request.url?.split('?', 1)[0] !== '/ws') throw new NotFound('Sockets are at /ws.');
      const credentials = credentialsOf(request);
      if (!credentials) throw new Unauthenticated();
      const { token, from } = credentials;
      // Browsers let any page open sockets to any site, and send the cookies of that site along.
      if (from === 'cookie' && !allowedOrigins.includes(request.headers.origin ?? '')) {
        throw new Forbidden('With the session cookie, sockets are open to our own pages only.');
      }
      if (from === 'bearer' && isApiToken(token)) return { session: openSession.parse(await sessionOf(token)), token };
      const session = await verify(token, clock());
      if (!session) throw new Unauthenticated('The session is not valid or has expired. Sign in again.');
      return { session, token };
    },
  };
}

/** Without a code it is the backend that responded, and not the sidecar. */
function refusalOf(error: unknown): Error {
  if (error instanceof InvocationError && !error.code) {
    if (error.status === 401) return new Unauthenticated('The session has ended. Sign in again.');
    if (error.status === 403) return new InsufficientScope('This API token is for the calendar feed only.');
  }
  return new ServiceUnavailable('The session cannot be checked right now. Try again shortly.', { cause: error });
}
