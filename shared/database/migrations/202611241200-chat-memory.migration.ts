import { Migration } from '@mikro-orm/migrations';

/** What a conversation's words refer to, and what the chatbot changed, so that it can be undone. */
export class ChatMemory extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      alter table conversation drop column pending_delete, add column memory jsonb not null default '{}';

      create table chat_change (
        id bigserial primary key,
        owner_id uuid not null constraint chat_change_owner_id_foreign references "user" (id) on delete cascade,
        turn uuid not null,
        tool text not null,
        changes jsonb not null,
        at timestamptz(3) not null
      );
      create index chat_change_owner_id_id_index on chat_change (owner_id, id);

      grant select, insert, update, delete on chat_change to todo_app;
      grant usage on sequence chat_change_id_seq to todo_app;
    `);
  }
}
