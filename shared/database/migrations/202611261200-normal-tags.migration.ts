import { Migration } from '@mikro-orm/migrations';

/** Tags are NFC, and each blank in them is one space. The tags of existing tasks become so, too; the first of equal ones stays. */
export class NormalTags extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      create function pg_temp.normal_tags(tags text[]) returns text[] immutable strict language sql as $$
        select coalesce(array_agg(tag order by place), '{}')
          from (select tag, min(place) as place
                  from unnest(tags) with ordinality given (typed, place),
                       btrim(regexp_replace(normalize(lower(normalize(typed, NFC)), NFC),
                             '[\\s\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+', ' ', 'g')) tag
                 where tag <> '' group by tag) normal $$;

      update task set tags = pg_temp.normal_tags(tags) where tags <> pg_temp.normal_tags(tags);
    `);
  }
}
