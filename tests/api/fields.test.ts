import assert from 'node:assert/strict';
import { type Client, password } from '../support/api-client.ts';
import { assertProblem } from '../support/assert-problem.ts';
import { useRefusingBackend } from '../support/backend/refusing-backend.ts';

const notText = [5, true, null, [], ['x'], {}];
/** What neither PostgreSQL nor UTF-8 can hold. */
const brokenText = ['a\u0000b', 'a\ud800b', '\udc00', '\ude00\ud83d'];
/** Zero-width space, word joiner, a mark of direction: there is something, and nothing of it can be seen. */
const invisible = ['\u200b', '\u2060', '\u202e', ' \u200b\u2060\n'];
/** Bell, escape, delete, and one of the second range. Line breaks and tabs are blanks. */
const controls = ['a\u0007b', '\u001b[31mred', 'a\u007f', 'a\u009fb'];
const badDates = [
  '2026-02-29',
  '2026-13-01',
  '2026-1-1',
  '31.01.2026',
  '0999-12-31',
  '0000-01-01',
  '2026-01-31T00:00',
  '12026-01-01',
  '',
  20260131,
];
const badInstants = [
  'tomorrow',
  '2026-01-31',
  '2026-01-31T09:00',
  '2026-02-30T09:00:00Z',
  '9999-12-31T23:59:59-01:00',
  '0000-01-01T00:00:00Z',
  '',
];
const badZones = ['Mars/Olympus', 'PST', '', 'UTC\u0000', '+02:00', 'Europe/\ud800', 'x'.repeat(100), null, 1];
const badLocales = ['', 'x', 'de_DE', 'en-', 'en-US\u0000', 'de\ud800', `en-x-${'a'.repeat(80)}`, null, 1, ['de']];
const notWhole = (low: number, high: number) => [low - 1, high + 1, 1.5, -1, 1e300, '1', null, true, [1], {}];

/** Field (in `errors[].path`), the body that holds a value for it, and the values it must refuse. */
type Case = [field: string, body: (value: unknown) => object, values: unknown[]];

const account: Case[] = [
  [
    'email',
    (email) => ({ email, password }),
    [...notText, ...brokenText, '', 'x', 'a@b', 'a b@c.de', 'a@c.de\n@', `${'x'.repeat(250)}@c.de`],
  ],
  [
    'password',
    (value) => ({ email: 'x@example.com', password: value }),
    [...notText, ...brokenText, 'too short', 'x'.repeat(201)],
  ],
  ['timeZone', (timeZone) => ({ email: 'x@example.com', password, timeZone }), badZones],
  ['locale', (locale) => ({ email: 'x@example.com', password, locale }), badLocales],
];

const due = { date: '2026-01-31', time: '09:00', timeZone: 'UTC' };
const common: Case[] = [
  [
    'title',
    (title) => ({ title }),
    [
      ...notText,
      ...brokenText,
      ...controls,
      '',
      '  \t\n\u00a0',
      ...invisible,
      'x'.repeat(201),
      ` ${'\ud83d\ude00'.repeat(201)} `,
    ],
  ],
  ['description', (description) => ({ title: 'x', description }), [5, true, [], {}, ...brokenText, 'x'.repeat(10_001)]],
];
const phase5: Case[] = [
  ['priority', (priority) => ({ title: 'x', priority }), ['HIGH', '', 'none', 1, [], {}, 'high\u0000']],
  ['tags', (tags) => ({ title: 'x', tags }), ['home', 5, {}, Array.from({ length: 21 }, (_, n) => `t${n}`)]],
  [
    'tags.1',
    (tag) => ({ title: 'x', tags: ['ok', tag] }),
    [...notText, ...brokenText, ...controls, '', '  ', 'x'.repeat(51)],
  ],
  ['due', (value) => ({ title: 'x', due: value }), ['2026-01-31', 5, true, []]],
  ['due.date', (date) => ({ title: 'x', due: { ...due, date } }), [...badDates, null]],
  [
    'due.time',
    (time) => ({ title: 'x', due: { ...due, time } }),
    ['9:00', '24:00', '09:60', '09:00:00', '09:00Z', '', 900, true],
  ],
  ['due.timeZone', (timeZone) => ({ title: 'x', due: { ...due, timeZone } }), badZones],
  ['due.instant', (instant) => ({ title: 'x', due: { ...due, instant } }), [1]],
  ['recurrence', (recurrence) => ({ title: 'x', due, recurrence }), ['daily', 5, []]],
  ['recurrence', () => ({ title: 'x', due: null, recurrence: { frequency: 'daily' } }), [0]],
  ['recurrence.frequency', (frequency) => ({ title: 'x', due, recurrence: { frequency } }), ['hourly', null, 1, '']],
  [
    'recurrence.interval',
    (interval) => ({ title: 'x', due, recurrence: { frequency: 'daily', interval } }),
    notWhole(1, 999),
  ],
  ['recurrence.count', (count) => ({ title: 'x', due, recurrence: { frequency: 'daily', count } }), notWhole(1, 9999)],
  [
    'recurrence.until',
    (until) => ({ title: 'x', due, recurrence: { frequency: 'daily', until } }),
    [...badDates, null],
  ],
  ['recurrence.from', (from) => ({ title: 'x', due, recurrence: { frequency: 'daily', from } }), ['start', null, 1]],
  [
    'recurrence.weekdays',
    (weekdays) => ({ title: 'x', due, recurrence: { frequency: 'weekly', weekdays } }),
    ['mon', [], null, 1],
  ],
  ['recurrence.weekdays', (weekdays) => ({ title: 'x', due, recurrence: { frequency: 'daily', weekdays } }), [['mon']]],
  [
    'recurrence.weekdays.0',
    (day) => ({ title: 'x', due, recurrence: { frequency: 'weekly', weekdays: [day] } }),
    ['monday', 1, null],
  ],
  ['recurrence.times', (times) => ({ title: 'x', due, recurrence: { frequency: 'daily', times } }), [1]],
  [
    'reminders',
    (reminders) => ({ title: 'x', due, reminders }),
    ['x', 5, {}, Array.from({ length: 6 }, (_, n) => ({ minutesBefore: n }))],
  ],
  [
    'reminders.0',
    (reminder) => ({ title: 'x', due, reminders: [reminder] }),
    [null, 5, 'x', {}, { minutesBefore: 1, at: '2026-01-31T09:00:00Z' }],
  ],
  [
    'reminders.0.minutesBefore',
    (minutesBefore) => ({ title: 'x', due, reminders: [{ minutesBefore }] }),
    [-1, 527_041, 1e300],
  ],
  [
    'reminders.0',
    (minutesBefore) => ({ title: 'x', due, reminders: [{ minutesBefore }] }),
    [1.5, '1', null, true, [1], {}],
  ],
  ['reminders.0.at', (at) => ({ title: 'x', due, reminders: [{ at }] }), badInstants],
  ['reminders.0', (at) => ({ title: 'x', due, reminders: [{ at }] }), [1769846400000, null, true, {}]],
  ['reminders.0.minutesBefore', (minutesBefore) => ({ title: 'x', due: null, reminders: [{ minutesBefore }] }), [5]],
];
const changes: Case[] = [
  ['completed', (completed) => ({ completed }), [null, 'true', 1, 0, [], {}]],
  ['version', (version) => ({ version }), [2]],
];
const chat: Case[] = [
  ['message', (message) => ({ message }), [...notText, ...brokenText, '', ' \n ', 'x'.repeat(2001)]],
  ['conversationId', (conversationId) => ({ message: 'list', conversationId }), ['', 'x', 5, null, [], "' or 1=1 --"]],
];

describe('a bad value', () => {
  const suite = useRefusingBackend();

  const targets: [name: string, send: (body: object) => ReturnType<Client['get']>, cases: Case[]][] = [
    ['POST register', (body) => suite.ada.post('/api/auth/register', body), account],
    ['POST tasks', (body) => suite.ada.post('/api/tasks', body), [...common, ...phase5]],
    ['PATCH tasks', (body) => suite.ada.patch(suite.taskPath, body), [...common, ...phase5, ...changes]],
    ['POST chat', (body) => suite.ada.post('/api/chat', body), chat],
    [
      'PATCH me',
      (body) => suite.ada.patch('/api/auth/me', { currentPassword: password, ...body }),
      account.slice(1).map(withoutEmail),
    ],
  ];
  for (const [name, send, cases] of targets) {
    for (const [field, body, values] of cases) {
      it(`of ${field} is refused by ${name}, naming it (${values.length})`, async () => {
        for (const value of values) {
          const cleared = name === 'PATCH tasks' && value === null && Object.hasOwn(body(null), field);
          if (cleared && field !== 'title' && field !== 'completed') continue;
          assertProblem(await send(body(value)), 400, 'validation_failed', field);
        }
      });
    }
  }

  it('is told together with all others', async () => {
    const { body } = await suite.ada.post('/api/tasks', { title: '', priority: 'x', tags: ['', 'ok', 5], extra: 1 });
    const paths = body.errors.map(({ path }: { path: string }) => path);
    assert.deepEqual(paths.sort(), ['extra', 'priority', 'tags.0', 'tags.2', 'title']);
    for (const { message } of body.errors) assert.match(message, /^[A-Z].*[.a-z"]$/);
  });
});

function withoutEmail([field, body, values]: Case): Case {
  return [field, (value) => ({ ...body(value), email: undefined }), values];
}
