import assert from 'node:assert/strict';
import { useSearch } from '../../../../tests/support/backend/use-search.ts';

describe('search', () => {
  const { listOf, found } = useSearch();

  it('finds by 10 kB of text what has all of its first words', async () => {
    const description = 'lorem ipsum dolor sit amet, consectetur; '.repeat(240);
    const eve = await listOf({ title: 'long', description: description.trim() }, 'lorem ipsum');
    assert.deepEqual(await found(eve, description), ['long']);
    assert.deepEqual(await found(eve, 'x'.repeat(10_000)), []);
    assert.deepEqual(await found(eve, '%"'.repeat(5000)), []);
    assert.deepEqual(await found(eve, 'ж '.repeat(4999)), []);
  });

  it('finds words that are longer than an index takes', async () => {
    const eve = await listOf({ title: 'long', description: `${'ü'.repeat(600)} ${'y'.repeat(2040)}` }, 'other');
    for (const q of ['u'.repeat(300), 'ü'.repeat(600), 'y'.repeat(254), 'y'.repeat(256), 'y'.repeat(3000)]) {
      assert.deepEqual(await found(eve, q), ['long']);
      assert.deepEqual(await found(eve, `${q} long`, 'sort=title'), ['long']);
    }
  });
});
