import { Migration } from '@mikro-orm/migrations';

/** Links by which people choose a new password, at most one of each person. Only their hashes are stored. */
export class PasswordResets extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      create table password_reset (
        user_id uuid primary key constraint password_reset_user_id_foreign references "user" (id)
          on update cascade on delete cascade,
        hash text not null constraint password_reset_hash_unique unique,
        created_at timestamptz(3) not null
      );
      grant select, insert, update, delete on password_reset to todo_app;
    `);
  }
}
