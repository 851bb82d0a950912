import assert from 'node:assert/strict';
import { assertProblem } from '../support/assert-problem.ts';
import { useRefusingBackend } from '../support/backend/refusing-backend.ts';

const cursorOf = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url');
const id = '01890000-0000-7000-8000-000000000000';
const instant = '2026-01-31T09:00:00.000Z';

describe('a bad query', () => {
  const suite = useRefusingBackend();

  const lists = ['/api/tasks', '/api/activity', '/api/chat/conversations'];
  /** Query parameter to the values that no list takes. */
  const everywhere: Record<string, string[]> = {
    limit: [
      '0',
      '-1',
      '101',
      '1e3',
      '1e1',
      '0x10',
      '1.5',
      '',
      ' ',
      '%20',
      'ten',
      '10&limit=20',
      '١',
      '99999999999999999999',
    ],
    cursor: [
      'x',
      '%00',
      'null',
      cursorOf(null),
      cursorOf({}),
      cursorOf([]),
      cursorOf('-1'),
      cursorOf('1e3'),
      'a&cursor=b',
      'x'.repeat(3000),
    ],
    unknown: ['1'],
    __proto__: ['1'],
    constructor: ['1'],
    'limit[]': ['5'],
    Limit: ['5'],
    '': ['x'],
  };
  for (const [name, values] of Object.entries(everywhere).concat([['__proto__', ['1']]])) {
    it(`with the query parameter "${name}" of no good is refused by every list, naming it`, async () => {
      for (const list of lists) {
        for (const value of values) {
          assertProblem(await suite.ada.get(`${list}?${name}=${value}`), 400, 'validation_failed', `query.${name}`);
        }
      }
    });
  }

  const ofTasks: Record<string, string[]> = {
    status: ['OPEN', '', 'all', 'open&status=completed', "open'--"],
    sort: ['relevance', 'id', '', 'title;drop table task', 'created&sort=title', 'updatedAt'],
    order: ['up', '', 'asc&order=desc', 'asc nulls first'],
    dueBefore: ['2026-01-31', 'tomorrow', '', '0000-01-01T00:00:00Z', `${instant}&dueBefore=${instant}`],
    dueAfter: ['2026-01-31T00:00:00', '9999-12-31T23:59:59-01:00'],
    q: ['a%00b', `x&q=y`, 'x'.repeat(10_001)],
  };
  for (const [name, values] of Object.entries(ofTasks)) {
    it(`with a ${name} that is none is refused, naming it`, async () => {
      for (const value of values) {
        assertProblem(await suite.ada.get(`/api/tasks?${name}=${value}`), 400, 'validation_failed', `query.${name}`);
      }
    });
  }

  it('with a bad one among repeated parameters is refused, naming its place', async () => {
    const cases = { 'priority=low&priority=LOW': 'priority.1', 'tag=a&tag=': 'tag.1', 'notTag=%00': 'notTag.0' };
    for (const [query, path] of Object.entries(cases)) {
      assertProblem(await suite.ada.get(`/api/tasks?${query}`), 400, 'validation_failed', `query.${path}`);
    }
    assertProblem(await suite.ada.get(`/api/tasks?${'tag=x&'.repeat(21)}`), 400, 'validation_failed', 'query.tag');
  });

  const cursors: [sort: string, position: unknown][] = [
    ['created', ['title', 'desc', 'x', id]],
    ['created', ['created', 'asc', instant, id]],
    ['created', ['created', 'desc', instant, 'x']],
    ['created', ['created', 'desc', instant]],
    ['created', ['created', 'desc', instant, id, 'more']],
    ['created', ['created', 'desc', null, id]],
    ['created', ['created', 'desc', 1e308, id]],
    ['created', ['created', 'desc', '+275760-09-13T00:00:00Z', id]],
    ['created', ['created', 'desc', '-infinity', id]],
    ['created', ['created', 'desc', "2026-01-31T09:00:00Z'", id]],
    ['due', ['due', 'asc', ['0000-01-01T00:00:00Z', 'low'], id]],
    ['due', ['due', 'asc', [0, 'low'], id]],
    ['due', ['due', 'asc', [instant, 'none'], id]],
    ['due', ['due', 'asc', [instant], id]],
    ['due', ['due', 'asc', instant, id]],
    ['priority', ['priority', 'desc', 'none', id]],
    ['priority', ['priority', 'desc', 4, id]],
    ['title', ['title', 'asc', 'a\u0000', id]],
    ['title', ['title', 'asc', '\ud800', id]],
    ['title', ['title', 'asc', null, id]],
    ['title', ['title', 'asc', 'x'.repeat(401), id]],
  ];
  it('with a cursor that was tampered with, or is of another list, is refused', async () => {
    for (const [sort, position] of cursors) {
      const response = await suite.ada.get(`/api/tasks?sort=${sort}&cursor=${cursorOf(position)}`);
      assertProblem(response, 400, 'validation_failed', 'query.cursor');
    }
    for (const rank of ['1e999', '-1e999', 'null', '"1"', '"NaN"']) {
      const cursor = Buffer.from(`["relevance","desc",${rank},"${id}"]`).toString('base64url');
      assertProblem(await suite.ada.get(`/api/tasks?q=x&cursor=${cursor}`), 400, 'validation_failed', 'query.cursor');
    }
  });

  it('with a cursor of an extreme place is answered with what is there', async () => {
    const extremes: [string, unknown][] = [
      ['sort=created', ['created', 'desc', '1000-01-01T00:00:00Z', id]],
      ['sort=due', ['due', 'asc', ['9999-12-31T23:59:59.999Z', 'low'], 'ffffffff-ffff-ffff-ffff-ffffffffffff']],
      ['q=x', ['relevance', 'desc', -1.7e308, id]],
      ['q=x', ['relevance', 'desc', 5e-324, id]],
    ];
    for (const [query, position] of extremes) {
      const { status, body } = await suite.ada.get(`/api/tasks?${query}&cursor=${cursorOf(position)}`);
      assert.equal(status, 200);
      assert.equal(body.nextCursor, null);
    }
    const { body } = await suite.ada.get(`/api/activity?cursor=${cursorOf('999999999999999999')}`);
    assert.equal(body.items.length, 1);
  });

  it('with the cursor of somebody else shows nothing of theirs', async () => {
    const eve = await suite.backend.register();
    for (const title of ['a', 'b']) await suite.ada.post('/api/tasks', { title });
    const { nextCursor } = (await suite.ada.get('/api/tasks?limit=1')).body;
    assert.deepEqual((await eve.get(`/api/tasks?cursor=${nextCursor}`)).body, { items: [], nextCursor: null });
    const activity = (await suite.ada.get('/api/activity?limit=1')).body.nextCursor;
    assert.deepEqual((await eve.get(`/api/activity?cursor=${activity}`)).body, { items: [], nextCursor: null });
    await suite.recount();
  });
});
