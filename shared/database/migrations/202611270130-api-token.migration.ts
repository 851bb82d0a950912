import { Migration } from '@mikro-orm/migrations';

/** Personal tokens for programs. Only their hashes are stored. */
export class ApiTokens extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      create type api_token_scope as enum ('read', 'write', 'feed');
      create table api_token (
        id uuid primary key,
        user_id uuid not null constraint api_token_user_id_foreign references "user" (id) on delete cascade,
        name text not null,
        scope api_token_scope not null,
        hash text not null constraint api_token_hash_unique unique,
        created_at timestamptz(3) not null,
        last_used_at timestamptz(3),
        expires_at timestamptz(3)
      );
      create index api_token_user_id_id_index on api_token (user_id, id);
      grant select, insert, update, delete on api_token to todo_app;
    `);
  }
}
