import { Migration } from '@mikro-orm/migrations';

/**
 * Whoever changes several tasks locks the account before the tasks. Erasing an account does the same, or the two could wait for
 * each other for ever.
 */
export class ErasureOrder extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      create or replace function erase_account(account uuid) returns void
        language sql security definer set search_path = public, pg_temp
      begin atomic
        select from "user" where id = account for no key update;
        -- Whoever changes one task right now holds its row, and may yet add activity and events: wait for them. From the
        -- next lock of the user on there are no new tasks; what was added before it goes in the second turn.
        delete from task where owner_id = account;
        select from "user" where id = account for update;
        delete from task where owner_id = account;
        delete from outbox_event where owner_id = account;
        delete from dead_letter where event #>> '{data,ownerId}' = account::text;
        delete from activity where owner_id = account;
        delete from "user" where id = account;
      end;
    `);
  }
}
