import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ApiResponse } from '../support/api-client.ts';
import { useBackend } from '../support/backend/start-backend.ts';
import { useClient } from '../support/use-client.ts';

const numRuns = 60;

/** Text as nobody types it: NUL, lone surrogates, very long, what looks like JSON, SQL, a path or a search operator. */
const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 50 }),
  fc.constantFrom(
    "'; drop table task; --",
    '\\',
    '"',
    "\\'",
    '%',
    '_',
    ':*',
    '!',
    '&|()<->',
    '{}',
    '[]',
    '-1',
    '$1',
    '?',
    '??',
  ),
  fc.stringMatching(/^[a-z'":*&|!()\\<>%_ -]{0,30}$/),
);
const goodText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const anything = fc.anything({
  key: oddText,
  maxDepth: 3,
  withUnicodeString: true,
  values: [oddText, fc.integer(), fc.double(), fc.boolean(), fc.constant(null)],
});
/** Mostly what a field takes, so that the others get their turn. */
const or = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 30, arbitrary }, { weight: 1, arbitrary: anything });
const date = fc
  .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString());
const due = fc.record({
  date: or(date.map((at) => at.slice(0, 10))),
  time: or(fc.option(date.map((at) => at.slice(11, 16)))),
  timeZone: or(fc.constantFrom(...Intl.supportedValuesOf('timeZone'))),
});
const recurrence = fc.record(
  {
    frequency: or(fc.constantFrom('daily', 'weekly', 'monthly', 'yearly')),
    interval: or(fc.integer({ min: 0, max: 1000 })),
    weekdays: or(fc.array(fc.constantFrom('mon', 'sun', 'x'), { maxLength: 8 })),
    count: or(fc.integer({ min: 0, max: 10_000 })),
  },
  { requiredKeys: ['frequency'] },
);
const reminder = fc.oneof(
  fc.record({ minutesBefore: or(fc.integer({ min: -1, max: 600_000 })) }),
  fc.record({ at: or(date) }),
);
const fields = {
  title: or(goodText),
  description: or(fc.oneof(goodText, oddText)),
  priority: or(fc.constantFrom('low', 'medium', 'high', 'urgent')),
  tags: or(fc.array(goodText, { maxLength: 3 })),
  due: or(fc.option(due)),
  recurrence: or(fc.option(recurrence)),
  reminders: or(fc.array(reminder, { maxLength: 3 })),
};
const newTask = fc.record(fields, { requiredKeys: ['title'] });
const taskChanges = fc.record({ ...fields, completed: or(fc.boolean()) }, { requiredKeys: [] });
const verbs = ['add ', 'list', 'complete ', 'delete ', 'done ', 'remove #', 'yes', 'no', 'show ', ''];
const message = fc.tuple(fc.constantFrom(...verbs), oddText).map(([verb, rest]) => verb + rest);

describe('whatever is sent', () => {
  const backend = useBackend();
  const ada = useClient(backend);
  let taskPath: string;

  before(async () => {
    taskPath = `/api/tasks/${(await ada.post('/api/tasks', { title: 'Fuzzed' })).body.id}`;
  });

  const isAnswered = ({ status, body }: ApiResponse) => {
    assert.ok(status < 500, `answered ${status}: ${JSON.stringify(body)}`);
    if (status >= 400) assert.equal(typeof body.code, 'string');
  };
  const sent = <T>(arbitrary: fc.Arbitrary<T>, send: (input: T) => Promise<ApiResponse>) =>
    fc.assert(
      fc.asyncProperty(arbitrary, async (input) => isAnswered(await send(input))),
      { numRuns },
    );

  it('to POST tasks never fails the server, and what is taken is listed', async () => {
    await sent(newTask, (body) => ada.post('/api/tasks', body));
    for (const sort of ['created', 'due', 'priority', 'title']) {
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: ApiResponse = await ada.get(`/api/tasks?sort=${sort}&limit=7${cursor && `&cursor=${cursor}`}`);
        assert.equal(page.status, 200, JSON.stringify(page.body));
        cursor = page.body.nextCursor;
      }
    }
  });

  it('to PATCH tasks never fails the server', () => sent(taskChanges, (body) => ada.patch(taskPath, body)));

  it('to POST chat never fails the server', () => sent(message, (text) => ada.post('/api/chat', { message: text })));

  it('to POST register never fails the server', () =>
    sent(
      fc.record(
        { email: or(fc.emailAddress()), password: or(oddText), timeZone: or(oddText), locale: or(oddText) },
        { requiredKeys: [] },
      ),
      (body) => ada.post('/api/auth/register', body),
    ));

  it('as any JSON to any route never fails the server', () => {
    const route = fc.constantFrom('/api/tasks', '/api/chat', '/api/auth/register', '/api/auth/login', taskPath);
    return sent(fc.tuple(route, anything), ([path, body]) =>
      path === taskPath ? ada.patch(path, body) : ada.post(path, JSON.stringify(body) ?? 'null'),
    );
  });

  it('as a search or a query never fails the server', async () => {
    await sent(oddText, (q) => ada.get(`/api/tasks?${new URLSearchParams({ q })}`));
    const query = fc.dictionary(
      fc.oneof(fc.constantFrom('limit', 'cursor', 'sort', 'tag', 'notTag', 'dueAfter'), oddText),
      oddText,
      { maxKeys: 3 },
    );
    await sent(query, (parameters) => ada.get(`/api/tasks?${new URLSearchParams(parameters)}`));
  });
});
