import type { Pool, PoolClient } from 'pg';
import type { PooledClient } from './pooled.client.ts';
import { boundedRequest } from './statement.bounds.ts';

type Connect = () => Promise<PoolClient>;

/**
 * Makes requests of one user wait for each other before they wait for a connection of the pool, as their bounds say. So a user
 * with many or long statements leaves connections, and time of the database, to others.
 */
export function connectInTurn(pool: Pool): void {
  const connect = pool.connect.bind(pool);
  // The pool itself connects with a callback, for statements that belong to no request.
  pool.connect = ((callback?: Parameters<typeof connect>[0]) =>
    callback ? connect(callback) : connectionFor(connect)) as typeof pool.connect;
}

function connectionFor(connect: Connect): Promise<PoolClient> {
  const request = boundedRequest();
  // A request that holds a connection must not wait for its own turn.
  if (!request?.takeTurn || !request.personId || request.connections > 0) return connect();
  const { takeTurn, personId, signal } = request;
  return new Promise((resolve, reject) => {
    const hold = async () => {
      const client = await connect();
      request.connections += 1;
      const released = new Promise<void>((release) => {
        (client as unknown as PooledClient).onRelease = release;
      });
      resolve(client);
      await released;
      request.connections -= 1;
    };
    takeTurn(personId, hold, signal).catch(reject);
  });
}
