import { Migration } from '@mikro-orm/migrations';

/** Each person has a locale, by which dates are read and written. */
export class UserLocale extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "user" add column locale text not null default 'en-US';`);
  }
}
