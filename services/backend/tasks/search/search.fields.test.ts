import assert from 'node:assert/strict';
import { useSearch } from '../../../../tests/support/backend/use-search.ts';

describe('search in the fields of a task finds', () => {
  const { listOf, ask, found } = useSearch();

  it('tags by a plain word, by what was typed as a tag, and by a phrase', async () => {
    const eve = await listOf(
      { title: 'one', tags: ['work'] },
      { title: 'two', tags: ['follow-up', 'work'] },
      'Work out',
      { title: 'three', tags: ['in progress'] },
      'call about #work',
      { title: 'four', tags: ['workshop'] },
      { title: 'five', tags: ['café'] },
      { title: 'six', tags: ['売上'] },
      { title: 'seven', tags: [`o'neil\\x`] },
    );
    const cases: [q: string, expected: string[]][] = [
      ['work', ['call about #work', 'Work out', 'one', 'two']],
      ['WORK', ['call about #work', 'Work out', 'one', 'two']],
      ['#work', ['call about #work', 'one', 'two']],
      ['#work follow-up', ['two']],
      ['#follow-up', ['two']],
      ['two work', ['two']],
      ['-work', ['three', 'four', 'five', 'six', 'seven']],
      ['-#work', ['Work out', 'three', 'four', 'five', 'six', 'seven']],
      ['"in progress"', ['three']],
      ['cafe', ['five']],
      ['#Café', ['five']],
      ['売上', ['six']],
      [`o’neil\\x`, ['seven']],
      ['#nothing', []],
    ];
    for (const [q, expected] of cases) assert.deepEqual(new Set(await found(eve, q)), new Set(expected), q);
    const [{ id }] = (await ask(eve, 'one')).body.items;
    await eve.patch(`/api/tasks/${id}`, { tags: ['rest'] });
    assert.deepEqual(await found(eve, '#work', 'sort=title'), ['call about #work', 'two']);
    assert.deepEqual(await found(eve, 'rest'), ['one']);
  });

  it('nothing of another person', async () => {
    const eve = await listOf('Mine');
    for (const q of ['groceries', 'grocries', '-mine', '%', '"to the"']) assert.deepEqual(await found(eve, q), []);
  });

  it('what a change made of a task, and no longer what it was', async () => {
    const eve = await listOf('Old words');
    const [{ id }] = (await eve.get('/api/tasks')).body.items;
    await eve.patch(`/api/tasks/${id}`, { title: 'New sounds', description: 'completely' });
    assert.deepEqual(await found(eve, 'old'), []);
    assert.deepEqual(await found(eve, 'sound complete'), ['New sounds']);
  });

  it('no phrase that begins in the title and ends in the description', async () => {
    const eve = await listOf({ title: 'Buy milk', description: 'bread too' });
    assert.deepEqual(await found(eve, '"milk bread"'), []);
    assert.deepEqual(await found(eve, '"bread milk"'), []);
    assert.deepEqual(await found(eve, 'milk bread'), ['Buy milk']);
  });

  it('only what the other parameters let through', async () => {
    const eve = await listOf({ title: 'Milk one', tags: ['shop'] }, 'Milk two');
    assert.deepEqual(await found(eve, 'milk', 'tag=shop'), ['Milk one']);
    assert.deepEqual(await found(eve, 'milkk', 'tag=shop'), ['Milk one']);
    assert.deepEqual(await found(eve, 'milk', 'status=completed'), []);
  });
});
