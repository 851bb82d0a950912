import pg from 'pg';
import { sessionSigner } from '../../../shared/auth/session-token.ts';

/**
 * Creates signed-in users by SQL, because hashing their passwords would take longer than what is measured with them.
 * @returns a token for each of them, which is valid for a day
 */
export async function signUpBySql(
  { DATABASE_URL, JWT_PRIVATE_KEY }: { DATABASE_URL: string; JWT_PRIVATE_KEY: string },
  userIds: readonly string[],
): Promise<string[]> {
  const client = new pg.Client(DATABASE_URL);
  await client.connect();
  await client.query(
    `with users as (
       insert into "user" (id, email, time_zone, session_version, created_at)
       select id, id || '@example.com', 'Europe/Berlin', 1, now() from unnest($1::uuid[]) id returning id
     )
     insert into session (id, user_id, created_at, last_seen_at) select id, id, now(), now() from users`,
    [userIds],
  );
  await client.end();
  const sign = await sessionSigner(JWT_PRIVATE_KEY);
  const [now, tomorrow] = [new Date(), new Date(Date.now() + 24 * 3600_000)];
  return Promise.all(userIds.map((id) => sign({ id, userId: id, sessionVersion: 1 }, now, tomorrow)));
}
