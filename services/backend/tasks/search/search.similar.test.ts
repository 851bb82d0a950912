import assert from 'node:assert/strict';
import fc from 'fast-check';
import pg from 'pg';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { propertyRuns } from '../../../../tests/support/property-runs.ts';
import { newestTasks } from '../list/page.statement.ts';
import { and, sql } from '../list/sql.ts';
import { isOwnedBy } from '../list/task.predicates.ts';
import { fallbackWords, similarSearch } from './search.predicate.ts';
import { findSimilarWords } from './search.similar.ts';
import { parseSearch } from './search.terms.ts';

describe('the search for similar words', () => {
  const backend = useBackend();

  const insert = (ownerId: string, texts: string[]) =>
    backend.orm.em.execute(
      `insert into task (id, owner_id, title, description, priority, tags, version, created_at, updated_at)
       select gen_random_uuid(), ?, text, 'x', 'medium', '{}', 1, now(), now() from json_array_elements_text(?) text`,
      [ownerId, JSON.stringify(texts)],
    );

  /** Returns the titles that the fallback finds, of few tasks and of many, through the index and by comparing row by row. */
  async function similar(ownerId: string, q: string, limits?: { words: number; letters: number }): Promise<string[][]> {
    const terms = parseSearch(q)!;
    const { em } = backend.orm;
    const isOwned = isOwnedBy({ id: ownerId });
    const titles = [];
    for (const hasFewTasks of [true, false]) {
      const found = await findSimilarWords(em, { id: ownerId, hasFewTasks }, fallbackWords(terms), limits);
      const search = similarSearch(terms, ownerId, found, newestTasks(isOwned));
      const { condition, wordIndex } = search ?? { condition: sql`false`, wordIndex: [] };
      for (const conditions of [[condition], [condition, ...wordIndex]]) {
        const rows = await em.execute<{ title: string }[]>(sql`
          select title from task where ${and([isOwned, ...conditions])} order by title`);
        titles.push(rows.map(({ title }) => title));
      }
    }
    return titles;
  }

  /** What it must find: each typed word is an inner part of a word of the text, or has 0.4 of its trigrams. */
  async function defined(ownerId: string, q: string): Promise<string[]> {
    const rows = await backend.orm.em.execute<{ title: string }[]>(
      `select title from task where owner_id = ? and not exists (
         select from regexp_split_to_table(search_folded(?), ' ') typed where not exists (
           select from regexp_split_to_table(search_folded(title || ' ' || description), '[[:space:][:punct:]]+') word
            where position(typed in word) > 0 or similarity(word, typed) >= 0.4)) order by title`,
      [ownerId, q],
    );
    return rows.map(({ title }) => title);
  }

  const vocabulary =
    'run runs running runner happy happi happily happiness die dying flies fly fli café cafés cafe naïve Straße strasse groceries ' +
    'grocery grocer store restore 1e5abc 12e3f4 0x1f 2024 20245 हिन्दी हिन्द ﬁnal final Übung İzmir Σίσυφος überübung a ab 𝼥 𝼥x'.normalize();
  const word = fc.constantFrom(...vocabulary.split(' '));
  const text = fc
    .array(fc.tuple(word, fc.constantFrom(' ', ', ', '-', '/', '…', '. ')), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.flat().join('').trim());
  /** A word with a letter too many, one too few, or another one; or the beginning or the end of it. */
  const misspelt = fc
    .tuple(word, fc.nat(6), fc.constantFrom('', 'e', 'n', 'i', '1'), fc.nat(3))
    .map(([right, at, letter, kind]) => {
      const letters = [...right];
      if (kind < 2) letters.splice(at, kind, letter);
      return (kind === 2 ? letters.slice(at) : letters).join('');
    })
    .filter((typed) => /^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*$/u.test(typed));

  for (const [what, limits] of [
    ['exactly what its definition says', undefined],
    ['the same where the words that match are too many to name', { words: 4000, letters: 0 }],
  ] as const) {
    it(`finds ${what}`, async () => {
      const { userId } = await backend.register();
      await fc.assert(
        fc.asyncProperty(
          fc.array(text, { minLength: 1, maxLength: 6 }),
          fc.array(misspelt, { minLength: 1, maxLength: 3 }),
          async (texts, typed) => {
            // PostgreSQL cuts words that begin like a number, and an inner part is looked for in each piece.
            fc.pre(limits === undefined || !/\de\d/.test([...texts, ...typed].join()));
            await backend.orm.em.execute('delete from task where owner_id = ?', [userId]);
            await insert(userId, texts);
            const q = typed.join(' ');
            const expected = await defined(userId, q);
            assert.deepEqual(await similar(userId, q, limits), [expected, expected, expected, expected]);
          },
        ),
        propertyRuns(60),
      );
    });
  }

  it('compares words, of which there are as many as distinct ones, and not the texts', async () => {
    const ada = await backend.register();
    const text = Array.from({ length: 1500 }, (_, index) => `word${index % 300}`).join(' ');
    await insert(
      ada.userId,
      Array.from({ length: 20 }, () => text),
    );
    const [row] = await backend.orm.em.execute<[{ words: string }]>(
      'select count(*) as words from task_word where owner_id = ?',
      [ada.userId],
    );
    // … and the description
    assert.equal(Number(row.words), 301);
    const plan = await explain(() => findSimilarWords(backend.orm.em, { id: ada.userId }, ['wrod']));
    assert.match(plan, /task_word_similar/);
    assert.doesNotMatch(plan, /Scan (using \w+ )?on task |Seq Scan|task_word_spelt/);
    assert.equal((await ada.get('/api/tasks?q=ord299')).body.items.length, 20);
  });

  it('compares no more candidates than it may', async () => {
    const ada = await backend.register();
    await insert(ada.userId, [Array.from({ length: 10 }, (_, index) => `letter${index}`).join(' ')]);
    const found = async (candidates: number) => {
      const [{ words } = { words: [] }] = await findSimilarWords(backend.orm.em, { id: ada.userId }, ['leter'], {
        candidates,
      });
      return words.length;
    };
    assert.equal(await found(1000), 10);
    assert.equal(await found(5), 5);
  });

  /** Returns PostgreSQL's plan of the statement that `work` sends. */
  async function explain(work: () => Promise<unknown>): Promise<string> {
    const original = pg.Client.prototype.query;
    let sent: unknown[] = [];
    pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
      sent = args;
      return Reflect.apply(original, this, args);
    } as typeof original;
    try {
      await work();
    } finally {
      pg.Client.prototype.query = original;
    }
    const [text, values] = sent as [string, unknown[]];
    const client = new pg.Client({ connectionString: backend.database.ownerUrl });
    await client.connect();
    await client.query('vacuum (analyze) task_word');
    // PostgreSQL would read a table of a few pages as a whole.
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query(`explain ${text}`, values);
    await client.end();
    return rows.map((line) => line['QUERY PLAN']).join('\n');
  }
});
