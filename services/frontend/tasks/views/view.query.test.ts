import assert from 'node:assert/strict';
import { defaultFilter, type Filter, filterFromSearch } from '../filter/query/task.filter.ts';
import { filterOf, keptQuery } from './view.query.ts';

const zone = 'Europe/Berlin';
const list = '0198c6a5-30a4-7b0e-8f3e-2d8f60f2f5b8';

describe('A filter that is kept as a view', () => {
  it('comes back as it was', () => {
    const filters: Partial<Filter>[] = [
      {},
      { status: 'all' },
      { status: 'today', tags: ['a&b', 'c'], notTags: ['d'], priorities: ['urgent', 'low'] },
      { list, sort: 'manual' },
      { q: 'buy "milk" -soy', sort: 'title', order: 'desc' },
      // Summer time begins on the last of these days.
      { dueFrom: '2027-03-01', dueTo: '2027-03-28' },
      { status: 'completed', parent: 'none' },
    ];
    for (const changes of filters) {
      const filter = { ...filterFromSearch(''), ...changes };
      assert.deepEqual(filterOf(keptQuery(filter, zone), zone), filter);
    }
  });

  it('is a query of the API, with days as instants', () => {
    const query = keptQuery({ ...defaultFilter, dueFrom: '2027-03-28', dueTo: '2027-03-28', q: ' milk ' }, zone);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), {
      status: 'open',
      q: 'milk',
      dueAfter: '2027-03-27T23:00:00.000Z',
      dueBefore: '2027-03-28T22:00:00.000Z',
    });
  });
});
