import { and, join, raw, type Sql, sql } from '../list/sql.ts';
import { isUnspaced } from './search.characters.ts';
import { hasExact, hasRare, hasWords } from './search.index.ts';
import type { SimilarWords } from './search.similar.ts';
import { type SearchTerms, symbolsOf, type Term } from './search.terms.ts';

/** A search as conditions on the row `task`. */
export interface SearchPredicate {
  terms: SearchTerms;
  /** True when words match that are only similar. */
  similar: boolean;
  /** The condition that a task matches. */
  condition: Sql;
  /** The part of the condition that the word index can evaluate. */
  wordIndex: Sql[];
  /** The number of newest tasks that tell whether the search is common. It is lower, the more it costs to compare one. */
  probed: number;
  /** The rank of a match, to six decimals, so that a cursor holds it exactly. Undefined when all match alike. */
  score: Sql | undefined;
}

const title = raw('search_folded(task.title)');
/** The searched text without case and accents. */
const searched = raw(`search_folded(task.title || ' ' || task.description)`);

/**
 * Every word must occur as a stem or as a prefix, or in scripts without spaces as an inner part. The tag that a term names will
 * do, too.
 * @param newest the person's newest tasks, which tell what words are rare
 */
export function exactSearch(terms: SearchTerms, ownerId: string, newest: Sql): SearchPredicate {
  const { words, phrases, literals } = terms;
  const unspaced = words.filter(({ content }) => isUnspaced(content));
  const inTitle = [
    ...words.map(({ content }) => (isUnspaced(content) ? isInner(content, title) : matches(wordQuery(content, 'A')))),
    ...phrases.map(({ content }) => matches(phraseQuery(content, 'A'))),
    ...literals.map(({ content }) => occurs(content, title)),
  ];
  // The rank counts how often the stems occur. It is below 1, so that one term in the title outweighs any number of them in
  // the description.
  const stems = [
    ...words.map(({ content }) => (isUnspaced(content) ? wordQuery(content) : phraseQuery([content]))),
    ...phrases.map(({ content }) => phraseQuery(content)),
  ];
  const rank = stems.length ? sql`ts_rank(task.search, ${join(stems, ' || ')}, 32)` : sql`0`;
  const hits = inTitle.map((hit) => sql`(${hit})::int`);
  return {
    terms,
    similar: false,
    condition: and([
      ...allMatch([...words.map(wordOrTag), ...exactQueries(terms)]),
      ...unspaced.map(({ content, tag }) => orTagged(isInner(content, searched), tag)),
      ...literalConditions(terms),
    ]),
    wordIndex: [...hasWords(ownerId, words, (word) => matches(wordOrTag(word)), newest), ...hasExact(ownerId, terms)],
    probed: 1000,
    score: hits.length ? rounded(sql`${join(hits, ' + ')} + ${rank}`) : undefined,
  };
}

/**
 * Returns the words for which similar ones are looked up. In scripts without spaces, `exactSearch` has already looked for inner
 * parts.
 */
export function fallbackWords({ words }: SearchTerms): string[] {
  return words.map(({ content }) => content).filter((word) => !isUnspaced(word));
}

/**
 * The fallback of `exactSearch`: every word must be an inner part of a word or similar to one. Literals, phrases and exclusions
 * apply as before. Undefined where there is no such word.
 * @param found the words that take the place of the `fallbackWords`
 */
export function similarSearch(
  terms: SearchTerms,
  ownerId: string,
  found: SimilarWords[],
  newest: Sql,
): SearchPredicate | undefined {
  if (found.length === 0 || found.some(({ words, isComplete }) => isComplete && words.length === 0)) return undefined;
  const unspaced = terms.words.map(({ content }) => content).filter(isUnspaced);
  const fewestFirst = found.toSorted((a, b) => a.words.length - b.words.length);
  const indexed = fewestFirst
    .filter(({ isComplete }) => isComplete)
    .map(({ words }) => ({
      query: anyOf(words.map(({ owned }) => owned!)),
      parts: inParts(words.map(({ owned }) => owned!)).map(anyOf),
      condition: matches(anyOf(words.map(({ query }) => query))),
    }));
  const tooMany = found.filter(({ isComplete }) => !isComplete);
  const inTitle = [...tooMany, ...unspaced.map((typed) => ({ typed }))].map(
    ({ typed }) => sql`(${isInner(typed, title)})::int`,
  );
  return {
    terms,
    similar: true,
    condition: and([
      ...indexed.map(({ condition }) => condition),
      ...tooMany.map(({ typed, words, isUnknown }) => {
        const inner = isUnknown ? isInner(typed, searched) : hasInner(typed);
        return sql`(${matches(anyOf(words.map(({ query }) => query)))} or ${inner})`;
      }),
      ...allMatch([...unspaced.map((word) => wordQuery(word)), ...exactQueries(terms)]),
      ...unspaced.map((word) => isInner(word, searched)),
      ...literalConditions(terms),
    ]),
    wordIndex: [...hasRare(indexed, newest), ...hasExact(ownerId, terms)],
    probed: tooMany.length > 0 ? 200 : 1000,
    score: rounded(sql`(${join([similarityOfTitle(found), ...inTitle], ' + ')}) / ${terms.words.length}`),
  };
}

/** Deals the queries out to a few parts. */
function inParts(queries: string[], most = 32): string[][] {
  const size = Math.ceil(queries.length / most);
  return Array.from({ length: Math.ceil(queries.length / size) }, (_, part) =>
    queries.slice(part * size, (part + 1) * size),
  );
}

const anyOf = (queries: string[]) => sql`cast(${queries.map((query) => `(${query})`).join(' | ')} as tsquery)`;

/** Matches tasks with the word as an inner part of a word. A lexeme that is only the stem of a word does not count. */
function hasInner(word: string): Sql {
  return sql`
    exists (select from unnest(tsvector_to_array(task.search)) lexeme
             where lexeme like '%' || search_folded(${word}) || '%' and task.search @@ word_query(task.owner_id, lexeme))`;
}

/** Adds up, for each typed word, its similarity to the most similar word in the title. */
function similarityOfTitle(found: SimilarWords[]): Sql {
  const words = found.flatMap((one) => one.words.map(({ place, spelt, similarity }) => ({ place, spelt, similarity })));
  return sql`
    (select coalesce(sum(best), 0)
       from (select max(similarity) as best
               from unnest(task.search) lexeme
               join json_to_recordset(${JSON.stringify(words)}) as word (place int, spelt text, similarity real)
                 on spelt = lexeme and 'A' = any(weights)
              group by place) title)`;
}

/** The words of a task that share their stem with a search term, as JSON. Highlights mark them. */
export function stemForms({ words, phrases }: SearchTerms): Sql {
  const terms = [...words, ...phrases].flatMap(({ content }) => content);
  return sql`
    (select json_agg(distinct form.lexeme)
       from unnest(task.search) stem join unnest(task.search) form on form.positions && stem.positions
      where stem.lexeme = any(tsvector_to_array(to_tsvector('todo_stem', ${terms.join(' ')}))))`;
}

/** Words consist of letters and digits, and are quoted: nothing in them is an operator. */
function wordQuery(word: string, weight = ''): Sql {
  if (isUnspaced(word)) return sql`unspaced_query(${word}, '')`;
  const stem = `'${word}'${weight && `:${weight}`}`;
  return sql`(to_tsquery('todo_stem', ${stem}) || to_tsquery('todo_word', ${`'${word}':*${weight}`}))`;
}

function phraseQuery(words: string[], weight = ''): Sql {
  const stems = words.map((word) => `'${word}'${weight && `:${weight}`}`);
  return sql`to_tsquery('todo_stem', ${stems.join(' <-> ')})`;
}

const tagQuery = (tag: string) => sql`tag_query(${tag}, '')`;
const orTag = (query: Sql, tag: string | undefined) =>
  tag === undefined ? query : sql`(${query} || ${tagQuery(tag)})`;
const wordOrTag = ({ content, tag }: Term<string>) => orTag(wordQuery(content), tag);
const phraseOrTag = ({ content, tag }: Term<string[]>) => orTag(phraseQuery(content), tag);

/** Requires the phrases and the symbols of the literals, which are lexemes, too: cheaper than to compare the text. */
function exactQueries({ phrases, literals, not }: SearchTerms): Sql[] {
  return [
    ...phrases.map(phraseOrTag),
    ...literals.flatMap(({ content, tag }) => {
      const symbols = symbolsOf(content).map((symbol) => `'${symbol.replace(/['\\]/g, '$&$&')}'`);
      return symbols.length ? [orTag(sql`cast(${symbols.join(' & ')} as tsquery)`, tag)] : [];
    }),
    ...not.phrases.map((phrase) => sql`!! ${phraseOrTag(phrase)}`),
  ];
}

function literalConditions({ literals, not }: SearchTerms): Sql[] {
  const isFound = ({ content, tag }: Term<string>) => orTagged(occurs(content, searched), tag);
  return [...literals.map(isFound), ...not.literals.map((literal) => sql`not ${isFound(literal)}`)];
}

function orTagged(condition: Sql, tag: string | undefined): Sql {
  return tag === undefined ? sql`(${condition})` : sql`(${matches(tagQuery(tag))} or ${condition})`;
}

const allMatch = (queries: Sql[]) => (queries.length ? [matches(join(queries, ' && '))] : []);
const matches = (query: Sql) => sql`task.search @@ (${query})`;
const occurs = (literal: string, text: Sql) => sql`position(search_folded(${literal}) in ${text}) > 0`;
/** The word consists of letters and digits: there is no wildcard in it. */
const isInner = (word: string, text: Sql) => sql`${text} like '%' || search_folded(${word}) || '%'`;
const rounded = (value: Sql) => sql`round((${value})::numeric, 6)`;
