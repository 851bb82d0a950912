import { Migration } from '@mikro-orm/migrations';

/** Sessions are stored, so that each can be listed and ended by itself. Tokens from before name no session: people sign in again. */
export class StoredSessions extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      create table session (
        id uuid primary key,
        user_id uuid not null constraint session_user_id_foreign references "user" (id) on delete cascade,
        created_at timestamptz(3) not null,
        last_seen_at timestamptz(3) not null,
        user_agent text
      );
      create index session_user_id_last_seen_at_index on session (user_id, last_seen_at);
      create index session_created on session (created_at);
      grant select, insert, update, delete on session to todo_app;
    `);
  }
}
