import { Migration } from '@mikro-orm/migrations';

/**
 * The functions behind the generated columns and the indexes of tasks find what they call also while a dump is restored, which
 * PostgreSQL's programs do with an empty search path.
 */
export class SearchPath extends Migration {
  override async up(): Promise<void> {
    for (const name of [
      'search_plain(text)',
      'search_folded(text)',
      'search_words(text)',
      'search_vector(text, "char")',
    ]) {
      this.addSql(`alter function ${name} set search_path = public, pg_temp`);
    }
  }
}
