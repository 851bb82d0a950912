import assert from 'node:assert/strict';
import { useSearch } from '../../../../tests/support/backend/use-search.ts';

describe('search', () => {
  const { backend, listOf, ask, found, foundPageByPage } = useSearch();

  describe('ranks', () => {
    it('the title before the description, however often it is there', async () => {
      const ada = await listOf('Pay rent', { title: 'Letter', description: 'rent, rent, rent and again rent' });
      assert.deepEqual(await found(ada, 'rent'), ['Pay rent', 'Letter']);
      assert.deepEqual(await found(ada, 'rent', 'order=asc'), ['Letter', 'Pay rent']);
    });

    it('all words in the title before one of them there', async () => {
      const ada = await listOf(
        { title: 'Rent the car', description: '' },
        { title: 'The car', description: 'rent it' },
        { title: 'Notes', description: 'rent a car' },
      );
      assert.deepEqual(await found(ada, 'rent car'), ['Rent the car', 'The car', 'Notes']);
    });

    it('the word itself before what only begins with it', async () => {
      const ada = await listOf('art', 'article');
      assert.deepEqual(await found(ada, 'art'), ['art', 'article']);
    });

    it('a literal in the title before one in the description', async () => {
      const ada = await listOf('50% off', { title: 'off', description: '50%, 50%' });
      assert.deepEqual(await found(ada, '50%'), ['50% off', 'off']);
      assert.deepEqual(await found(ada, '%'), ['50% off', 'off']);
    });

    it('what is more similar first, the title before the description', async () => {
      const ada = await listOf({ title: 'Note', description: 'groceries' }, 'groceries', 'grocers');
      assert.deepEqual(await found(ada, 'grocerees'), ['groceries', 'grocers', 'Note']);
    });

    it('as it is sorted, where that is asked for', async () => {
      const ada = await listOf({ title: 'b', description: 'milk' }, 'milk c', { title: 'a', description: 'milk' });
      assert.deepEqual(await found(ada, 'milk', 'sort=title'), ['a', 'b', 'milk c']);
      assert.deepEqual(await found(ada, 'mlik milk', 'sort=title'), []);
      assert.deepEqual(await found(ada, 'milkk', 'sort=title&order=desc'), ['milk c', 'b', 'a']);
      assert.deepEqual(await foundPageByPage(ada, 'milkk', 1, '&sort=title'), ['a', 'b', 'milk c']);
    });
  });

  describe('in pages', () => {
    const tasks = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        index % 3 === 0 ? { title: `Note ${index}`, description: 'groceries' } : `groceries ${index}`,
      );

    for (const [what, q] of [
      ['as typed', 'groceries'],
      ['similar', 'grocereis'],
    ] as const) {
      it(`shows each task ${what} once, in the order of the whole`, async () => {
        const ada = await listOf(...tasks(12));
        const whole = await found(ada, q);
        assert.equal(whole.length, 12);
        for (const limit of [1, 5, 12]) assert.deepEqual(await foundPageByPage(ada, q, limit), whole);
      });

      it(`shows the rest of what is ${what} when tasks come in between`, async () => {
        const ada = await listOf(...tasks(9));
        const whole = await found(ada, q);
        const first = (await ask(ada, q, 'limit=4')).body;
        await ada.post('/api/tasks', { title: 'groceries' });
        const second = (await ask(ada, q, `limit=100&cursor=${first.nextCursor}`)).body;
        const titles = [...first.items, ...second.items]
          .map(({ title }) => title)
          .filter((title) => title !== 'groceries');
        assert.deepEqual(titles, whole);
      });
    }

    it('stays with what is similar, though meanwhile there is what was typed', async () => {
      const ada = await listOf('groceries 1', 'groceries 2');
      const { nextCursor } = (await ask(ada, 'grocereis', 'limit=1')).body;
      await ada.post('/api/tasks', { title: 'grocereis' });
      assert.deepEqual(await found(ada, 'grocereis', `cursor=${nextCursor}`), ['groceries 1']);
    });

    const insert = (ownerId: string, values: string) =>
      backend.orm.em.execute(
        `insert into task (id, owner_id, title, description, priority, tags, version, created_at, updated_at)
         select gen_random_uuid(), ?, title, description, 'medium', '{}', 1, at, now() from (${values}) task (title, description, at)`,
        [ownerId],
      );

    for (const [what, q, count] of [
      ['thousand found', 'milk', 1000],
      ['200 found that are similar', 'milkk', 200],
    ] as const) {
      it(`ranks the newest ${what}, and shows the others behind them, newest first`, async () => {
        const ada = await listOf();
        await insert(
          ada.userId,
          `select case when n % 2 = 0 then 'milk ' || n else 'note ' || n end, 'milk', timestamp '2026-01-01' + n * interval '1 minute'
             from generate_series(1, ${count + 130}) n`,
        );
        const titles = await foundPageByPage(ada, q, 90);
        assert.equal(new Set(titles).size, count + 130);
        const [best, ranked, others] = [
          titles.slice(0, count / 2),
          titles.slice(count / 2, count),
          titles.slice(count),
        ];
        const number = (title: string) => Number(title.split(' ')[1]);
        assert.ok(best.every((title) => title.startsWith('milk') && number(title) > 130));
        assert.ok(ranked.every((title) => title.startsWith('note') && number(title) > 130));
        assert.deepEqual(
          others.map(number),
          Array.from({ length: 130 }, (_, index) => 130 - index),
        );
      });
    }

    for (const [what, matches] of [
      ['few', 5],
      ['as many as are ranked', 25],
    ] as const) {
      it(`finds what is similar in old tasks, too, where ${what} of the new ones have it`, async () => {
        const ada = await listOf();
        await insert(
          ada.userId,
          `select case when n % ${1000 / matches} = 0 then 'milk ' || n else 'tea' end, '', timestamp '2026-01-01' - n * interval '1 minute'
             from generate_series(1, ${matches === 25 ? 8000 : 1000}) n
            union all
           select 'milk ' || n, '', timestamp '2024-01-01' - n * interval '1 minute' from generate_series(10001, 10010) n`,
        );
        const titles = await foundPageByPage(ada, 'milkk', 90);
        const recent = matches === 25 ? 200 : 5;
        assert.equal(new Set(titles).size, recent + 10);
        for (let n = 10001; n <= 10010; n += 1) assert.ok(titles.includes(`milk ${n}`), `milk ${n}`);
      });
    }
  });
});
