import type { Pool, PoolClient } from 'pg';

/** `invalid_password`: https://www.postgresql.org/docs/18/errcodes-appendix.html */
const invalidPassword = '28P01';

/**
 * Lets a pool outlive a change of its password. When PostgreSQL refuses the password, `readUrl` is asked for the present URL, and a
 * connection is tried once more with its password.
 */
export function renewPassword(pool: Pool, readUrl: () => Promise<string>): void {
  const { options } = pool as unknown as { options: { password?: string } };
  const connect: () => Promise<PoolClient> = pool.connect.bind(pool);

  const renewing = async (): Promise<PoolClient> => {
    const { password } = options;
    try {
      return await connect();
    } catch (error) {
      if ((error as { code?: string }).code !== invalidPassword) throw error;
      if (options.password === password) {
        options.password = decodeURIComponent(new URL(await readUrl()).password);
        if (options.password === password) throw error;
      }
      return connect();
    }
  };
  pool.connect = ((callback?: (error: Error | undefined, client?: PoolClient, release?: unknown) => void) => {
    if (!callback) return renewing();
    renewing().then(
      (client) => callback(undefined, client, client.release),
      (error) => callback(error, undefined, () => undefined),
    );
  }) as typeof pool.connect;
}
