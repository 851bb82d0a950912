import assert from 'node:assert/strict';
import fc from 'fast-check';
import pg from 'pg';
import { priorities } from '../../../../shared/events/task.schema.ts';
import type { ApiResponse } from '../../../../tests/support/api-client.ts';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { propertyRuns } from '../../../../tests/support/property-runs.ts';
import { useClient } from '../../../../tests/support/use-client.ts';

interface Row {
  id: string;
  text: string;
  completed: boolean;
  priority: number;
  tags: string[];
  due: number | null;
  created: number;
  /** The place by title, as the database sorts. */
  title: number;
}

interface Asked {
  status?: 'open' | 'completed' | 'overdue' | undefined;
  priority: (typeof priorities)[number][];
  tag: string[];
  notTag: string[];
  dueBefore?: string | undefined;
  dueAfter?: string | undefined;
  words: string[];
  not: string[];
  sort?: 'created' | 'due' | 'priority' | 'title' | undefined;
  order?: 'asc' | 'desc' | undefined;
}

/**
 * A statement has several ways in it, and takes them by what is rare, common, near or far away. Here is a list of each kind:
 * what all have, some, a few, only the newest, only the oldest. Whatever is asked, the answer is what comparing row by row gives.
 */
for (const size of [2600, 1000]) {
  describe(`a list of ${size}, whichever way it is found`, () => {
    const now = new Date('2026-05-01T00:00:00Z');
    const backend = useBackend({ clock: { now } });
    const ada = useClient(backend);
    let rows: Row[];

    before(async () => {
      const other = await backend.register();
      for (const [owner, count] of [
        [ada, size],
        [other, 1500],
      ] as const) {
        await backend.orm.em.execute(
          `insert into task (id, owner_id, title, description, completed_at, priority, tags, due, due_at, version, created_at, updated_at)
         select gen_random_uuid(), ?,
                concat_ws(' ', case when n % 3 = 0 then 'Mido' end, case when n % 400 = 7 then 'needo' when n % 400 = 9 then 'oneedo' end,
                          case when n < 60 then 'xanu' end, case when n > ${size - 800} then 'vapo' end, 'koru', n % 700),
                case when n % 40 = 0 then 'Talu' when n % 41 = 0 then 'mido talubo' else '' end,
                case when n % 90 > 0 and n > 40 then timestamp '2026-04-01' end,
                (case when n % 300 = 0 then 'urgent' else (array['low', 'medium', 'high'])[1 + n % 3] end)::task_priority,
                array_remove(array['all', case when n % 5 = 0 then 'fifth' end, case when n % 350 = 1 then 'rare' end,
                                   case when n > ${size / 2} then 'old' end, case when n < 50 then 'new' end], null),
                case when n % 4 = 0 then jsonb_build_object('date', date '2026-01-01' + n % 365, 'time', '00:00', 'timeZone', 'UTC') end,
                case when n % 4 = 0 then timestamp '2026-01-01' + n % 365 * interval '1 day' end, 1,
                timestamp '2026-04-01' - n / 2 * interval '1 minute', now()
           from generate_series(1, ?) n`,
          [owner.userId, count],
        );
      }
      const found = await backend.orm.em.execute<
        (Omit<Row, 'due' | 'created'> & { due: string | null; created: string })[]
      >(
        `select id, lower(title || ' ' || description) as text, completed_at is not null as completed, to_json(tags) as tags,
              array_position(enum_range(null::task_priority), priority) as priority, due_at as due, created_at as created,
              dense_rank() over (order by lower(title) collate natural_order)::int as title from task where owner_id = ?`,
        [ada.userId],
      );
      const time = (at: string) => new Date(at).getTime();
      rows = found.map((row) => ({ ...row, due: row.due === null ? null : time(row.due), created: time(row.created) }));
      assert.equal(rows.length, size);
    });

    const some = <T>(...of: T[]) => fc.subarray(of, { maxLength: 2 });
    const few = <T>(arbitrary: fc.Arbitrary<T[]>) =>
      fc.oneof({ weight: 2, arbitrary: fc.constant<T[]>([]) }, arbitrary);
    const maybe = <T>(...of: T[]) => fc.constantFrom<T | undefined>(undefined, ...of);
    const asked: fc.Arbitrary<Asked> = fc.record({
      status: maybe('open', 'completed', 'overdue'),
      priority: few(some(...priorities)),
      tag: few(some('all', 'fifth', 'rare', 'old', 'new', 'none')),
      notTag: few(some('all', 'fifth', 'rare', 'old', 'new')),
      dueBefore: maybe('2026-01-05T00:00:00Z', '2026-09-01T00:00:00Z'),
      dueAfter: maybe('2026-01-03T00:00:00Z', '2026-12-20T00:00:00Z'),
      words: few(some('koru', 'mido', 'tal', 'talubo', 'need', 'xanu', 'vapo')),
      not: few(some('mido', 'vapo', 'koru')),
      sort: maybe('created', 'due', 'priority', 'title'),
      order: maybe('asc', 'desc'),
    });

    function isFound(row: Row, { status, priority, tag, notTag, dueBefore, dueAfter, words, not }: Asked): boolean {
      const typed = row.text.split(/\W+/);
      return (
        (status === undefined || row.completed === (status === 'completed')) &&
        (status !== 'overdue' || (row.due !== null && row.due < now.getTime())) &&
        (priority.length === 0 || priority.includes(priorities[row.priority - 1]!)) &&
        tag.every((name) => row.tags.includes(name)) &&
        !notTag.some((name) => row.tags.includes(name)) &&
        (!dueBefore || (row.due !== null && row.due < Date.parse(dueBefore))) &&
        (!dueAfter || (row.due !== null && row.due >= Date.parse(dueAfter))) &&
        words.every((word) => typed.some((has) => has.startsWith(word))) &&
        !not.some((word) => typed.includes(word))
      );
    }

    function expected(asked: Asked): string[] {
      const sort = asked.sort ?? 'created';
      const sign = (asked.order ?? (sort === 'created' || sort === 'priority' ? 'desc' : 'asc')) === 'asc' ? 1 : -1;
      const compare = (a: Row, b: Row) => {
        const [ours, theirs] = [a[sort], b[sort]];
        if (ours === null || theirs === null) {
          if (ours !== theirs) return ours === null ? 1 : -1;
        } else if (ours !== theirs) return sign * (ours - theirs);
        if (sort === 'due' && a.priority !== b.priority) return b.priority - a.priority;
        return sign * (a.id < b.id ? -1 : 1);
      };
      return rows
        .filter((row) => isFound(row, asked))
        .sort(compare)
        .map(({ id }) => id);
    }

    function queryOf({ words, not, ...asked }: Asked): string {
      const q = [...words, ...not.map((word) => `-${word}`)].join(' ');
      const query = Object.entries({ ...asked, q: q || undefined }).flatMap(([name, value]) =>
        [value ?? []].flat().map((one) => [name, one] as [string, string]),
      );
      return new URLSearchParams(query).toString();
    }

    async function pagesOf(asked: Asked, limit: number, pages: number): Promise<string[]> {
      const ids: string[] = [];
      let cursor: string | null = '';
      for (let page = 0; page < pages && cursor !== null; page += 1) {
        const query = `${queryOf(asked)}&limit=${limit}${cursor && `&cursor=${cursor}`}`;
        const { status, body }: ApiResponse = await ada.get(`/api/tasks?${query}`);
        assert.equal(status, 200, JSON.stringify(body));
        ids.push(...body.items.map(({ id }: { id: string }) => id));
        cursor = body.nextCursor;
      }
      return ids;
    }

    /** A fallback finds words inside of words: that is another list. */
    const isLoosened = (asked: Asked) => asked.words.length > 0 && expected(asked).length === 0;

    for (const [what, prepare] of [
      ['knows nothing of it', async () => undefined],
      [
        'knows what is common',
        async () => {
          const owner = new pg.Client(backend.database.ownerUrl);
          await owner.connect();
          await owner.query('vacuum (analyze) task');
          await owner.end();
        },
      ],
    ] as const) {
      it(`has what is asked for, in order, where PostgreSQL ${what}`, async () => {
        await prepare();
        await fc.assert(
          fc.asyncProperty(asked, fc.integer({ min: 1, max: 100 }), async (asked, limit) => {
            fc.pre(!isLoosened(asked));
            const ids = await pagesOf(asked, limit, 3);
            const all = expected(asked);
            const byRelevance = asked.words.length > 0 && asked.sort === undefined;
            if (!byRelevance) return assert.deepEqual(ids, all.slice(0, 3 * limit));
            // What is ranked is the newest thousand.
            const ranked = new Set(expected({ ...asked, order: 'desc' }).slice(0, 1000));
            assert.equal(new Set(ids).size, Math.min(ranked.size, 3 * limit));
            assert.ok(ids.every((id) => ranked.has(id)));
          }),
          propertyRuns(25),
        );
      });
    }

    const nothing: Asked = { priority: [], tag: [], notTag: [], words: [], not: [] };
    for (const [what, asked] of [
      ['what all have', { ...nothing, tag: ['all'], sort: 'due', order: 'desc' }],
      ['what a few have', { ...nothing, words: ['need'], sort: 'title' }],
      ['what only the oldest have', { ...nothing, tag: ['old'], sort: 'due' }],
      ['what only the newest have', { ...nothing, words: ['xanu'], sort: 'priority' }],
      [
        'one that is common and one that is rare',
        { ...nothing, words: ['koru', 'need'], sort: 'created', order: 'asc' },
      ],
      ['two that are common and yet rarely meet', { ...nothing, words: ['mido', 'tal'], sort: 'due', order: 'desc' }],
    ] as [string, Asked][]) {
      it(`shows each task once, page by page: ${what}`, async () => {
        const all = expected(asked);
        assert.ok(all.length > size / 500);
        assert.deepEqual(await pagesOf(asked, 100, 30), all);
      });
    }

    it('shows all that is found by relevance: the newest thousand, and then the others, newest first', async () => {
      const asked = { ...nothing, words: ['koru'], notTag: ['rare'] };
      const ids = await pagesOf(asked, 100, 30);
      const all = expected(asked);
      assert.deepEqual(new Set(ids.slice(0, 1000)), new Set(all.slice(0, 1000)));
      assert.deepEqual(ids.slice(1000), all.slice(1000));
    });
  });
}
