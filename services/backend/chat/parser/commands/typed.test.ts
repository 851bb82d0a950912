import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseQuickAdd } from '../../../../../shared/language/quick-add.ts';
import { propertyRuns } from '../../../../../tests/support/property-runs.ts';
import { typedWords } from '../../../../../tests/support/typed-words.ts';
import { newTask } from '../../../tasks/write/task.input.ts';
import { parseCommand } from './command.parser.ts';

const verbs = [
  '',
  'add ',
  'remind me to ',
  'move ',
  'rename ',
  'list ',
  'show ',
  'snooze ',
  'delete ',
  'complete ',
  'tag ',
];
const typed = fc
  .tuple(fc.constantFrom(...verbs), fc.array(fc.constantFrom(...typedWords), { minLength: 1, maxLength: 20 }))
  .map(([verb, said]) => verb + said.join(' '));
const timeZone = fc.constantFrom('UTC', 'America/New_York', 'Asia/Tokyo', 'Asia/Kathmandu');
const now = new Date('2026-11-24T13:00:00Z');

describe('what was typed', () => {
  it('becomes a task that the API takes', () => {
    fc.assert(
      fc.property(typed, timeZone, (text, timeZone) => {
        const { tokens: _, unread: _unread, list: _list, ...task } = parseQuickAdd(text, { timeZone, now });
        fc.pre(/[^\s\p{Cf}]/u.test(task.title) && task.title.length <= 200);
        assert.equal(newTask.phase5.safeParse(task).error, undefined);
      }),
      propertyRuns(100),
    );
  });

  it('is a command of some kind, which can be kept as JSON', () => {
    fc.assert(
      fc.property(typed, timeZone, fc.boolean(), (text, timeZone, eventsEnabled) => {
        const command = parseCommand(text, { timeZone, now, locale: 'en-US' }, eventsEnabled);
        assert.deepEqual(JSON.parse(JSON.stringify(command)), command);
      }),
      propertyRuns(100),
    );
  });
});
