import { Migration } from '@mikro-orm/migrations';

const apostrophes = '\u2018\u2019\u201a\u201b\u2032\u02b9\u02bb\u02bc\u00b4\u0060\uff07';
const dashes = '\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u058a\u05be\u2e3a\u2e3b\ufe31\ufe32\ufe58\ufe63\uff0d';
const blanks =
  '\t\n\v\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff';
const invisible = '\u00ad\u2060';
const plain = "''".repeat(apostrophes.length) + '-'.repeat(dashes.length) + ' '.repeat(blanks.length);
const symbols = `${String.raw`!"#$%&''()*+,-./:;<=>?@[\]^_`}\`{|}~`;

/** Thai, Lao, Burmese, Khmer, kana and Chinese characters. */
const unspaced = String.raw`[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]`;

/** Reads ASCII text without looking for accents, scripts and other forms in it. What the functions return is the same as before. */
export class SearchAscii extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      create function is_ascii(content text) returns boolean immutable strict parallel safe
        return octet_length(content) = length(content);

      create or replace function search_plain(content text) returns text immutable strict parallel safe language plpgsql as $$
        begin
          if is_ascii(content) then return translate(content, E'\`\\t\\n\\v\\f\\r', '''     '); end if;
          return normalize(translate(content, '${apostrophes}${dashes}${blanks}${invisible}', '${plain}'), nfkc);
        end $$;

      create or replace function search_folded(content text) returns text immutable strict parallel safe cost 1000 language plpgsql as $$
        begin
          if is_ascii(content) then return lower(search_plain(content)); end if;
          return lower(unaccent('unaccent'::regdictionary, translate(search_plain(content), '〇', '零')));
        end $$;

      create or replace function search_words(content text) returns text immutable strict parallel safe language plpgsql as $$
        begin
          if is_ascii(content) then return translate(content, '${symbols}', repeat(' ', 32)); end if;
          return translate(regexp_replace(search_plain(content), '${unspaced}+', ' ', 'g'), '${symbols}', repeat(' ', 32));
        end $$;

      create or replace function search_vector(content text, weight "char") returns tsvector immutable strict parallel safe language plpgsql as $$
        declare
          plain text := search_plain(content);
          words text := search_words(content);
          vector tsvector := setweight((to_tsvector('todo_stem', words)::text || ' ' || to_tsvector('todo_word', words)::text)::tsvector, weight) ||
            array_to_tsvector(string_to_array(regexp_replace(plain, '[[:alnum:][:space:]]+', '', 'g'), null));
        begin
          if is_ascii(content) or plain !~ '${unspaced}' then return vector; end if;
          return vector || array_to_tsvector(unspaced_parts(search_folded(content)));
        end $$;
    `);
  }
}
