import assert from 'node:assert/strict';
import { defaultFilter, type Filter, filterFromSearch, filterToSearch, isNarrowed, orderOf } from './task.filter.ts';

const everything: Filter = {
  status: 'overdue',
  list: '0198c6a5-30a4-7b0e-8f3e-2d8f60f2f5b8',
  priorities: ['urgent', 'low'],
  tags: ['home', 'a&b=c'],
  notTags: ['work'],
  q: 'buy "milk" -soy',
  dueFrom: '2027-01-01',
  dueTo: '2027-01-31',
  parent: 'none',
  sort: 'title',
  order: 'desc',
};

describe('The filter in the address', () => {
  it('comes back as it was written', () => {
    assert.deepEqual(filterFromSearch(filterToSearch(everything)), everything);
  });

  it('is empty for what is shown without any', () => {
    assert.equal(filterToSearch(defaultFilter), '');
    assert.deepEqual(filterFromSearch(''), { ...defaultFilter, sort: undefined, order: undefined });
  });

  it('ignores what makes no sense', () => {
    const search = '?status=late&list=work&priority=p1&sort=size&order=up&dueFrom=yesterday&tag=&tag=x&tag=x&other=1';
    assert.deepEqual(filterFromSearch(search), { ...filterFromSearch(''), tags: ['x'] });
  });

  it('writes equal filters alike, in whatever order they were chosen', () => {
    const [one, other] = ['priority=low&priority=urgent&status=today', 'status=today&priority=urgent&priority=low'];
    assert.equal(filterToSearch(filterFromSearch(one)), filterToSearch(filterFromSearch(other)));
  });
});

describe('The order of a list', () => {
  it('is by due for what is to be done, and newest first for what is done', () => {
    assert.deepEqual(orderOf(defaultFilter, true), { sort: 'due', order: 'asc' });
    assert.deepEqual(orderOf({ ...defaultFilter, status: 'completed' }, true), { sort: 'created', order: 'desc' });
  });

  it('is by relevance for a search, unless another was chosen', () => {
    assert.equal(orderOf({ ...defaultFilter, q: 'milk' }, true).sort, 'relevance');
    assert.deepEqual(orderOf({ ...defaultFilter, q: 'milk', sort: 'priority' }, true), {
      sort: 'priority',
      order: 'desc',
    });
  });

  it('is newest first in Phase 4, which knows no due', () => {
    assert.deepEqual(orderOf(defaultFilter, false), { sort: 'created', order: 'desc' });
  });
});

describe('A filter', () => {
  it('narrows by anything but the view and blanks', () => {
    assert.equal(isNarrowed({ ...defaultFilter, status: 'completed', q: '  ' }), false);
    assert.equal(isNarrowed({ ...defaultFilter, notTags: ['work'] }), true);
  });
});
