import fc from 'fast-check';
import { priorities } from '../../../shared/events/task.schema.ts';
import { rules, starts } from '../backend/recurrence.arbitraries.ts';
import { goodText, oddText, or } from './json.arbitraries.ts';

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
export const instants = fc
  .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString());
const anyDue = fc.record(
  {
    date: or(instants.map((at) => at.slice(0, 10))),
    time: or(fc.option(instants.map((at) => at.slice(11, 16)))),
    timeZone: or(zones),
  },
  { requiredKeys: ['date'] },
);
const due = fc.oneof(starts, anyDue);
const ends = fc.record(
  { until: or(instants.map((at) => at.slice(0, 10))), count: or(fc.integer({ min: 0, max: 10_000 })) },
  { requiredKeys: [] },
);
const recurrence = fc
  .tuple(or(rules), ends, fc.constantFrom({}, { from: 'completion' }, { interval: 0 }, { weekdays: ['x'] }))
  .map(([rule, end, more]) => ({ ...(rule as object), ...end, ...more }));
const reminder = fc.oneof(
  fc.record({ minutesBefore: or(fc.integer({ min: -1, max: 600_000 })) }),
  fc.record({ at: or(instants) }),
);
const tags = fc.array(fc.oneof(goodText, oddText), { maxLength: 4 });
/** Mostly none, because a list or parent that is nobody's refuses the task. */
const reference = or(fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.uuid() }));
const fields = {
  title: or(fc.oneof(goodText, oddText)),
  description: or(fc.oneof(goodText, oddText)),
  priority: or(fc.constantFrom(...priorities)),
  tags: or(tags),
  due: or(fc.option(due)),
  recurrence: or(fc.option(recurrence)),
  reminders: or(fc.array(reminder, { maxLength: 3 })),
  listId: reference,
  parentId: reference,
};

/** Mostly valid, and sometimes anything, in any of its fields. */
export const newTasks = fc.record(fields, { requiredKeys: ['title'] });
export const taskChanges = fc.record({ ...fields, completed: or(fc.boolean()) }, { requiredKeys: [] });

const id = fc.oneof(fc.uuid(), fc.constantFrom('7', 'x'), fc.constant(null));
/** Tasks of a JSON file for the import. */
export const importedTasks = fc.record(
  {
    ...fields,
    ...{ id: or(id), completed: or(fc.boolean()), completedAt: or(fc.option(instants)), version: or(fc.nat()) },
    ...{ seriesId: or(fc.option(fc.uuid())), occurrence: or(fc.option(fc.nat())), seriesStart: or(fc.option(starts)) },
    ...{ snoozedUntil: or(fc.option(instants)), createdAt: or(instants), updatedAt: or(instants), more: oddText },
  },
  { requiredKeys: ['title'] },
);

/** Tasks that are taken as they are, in the years that other programs can read. */
export const goodTasks = fc
  .record(
    {
      title: goodText.map((text) => `a${text}`.replace(/\p{Cc}/gu, '')),
      description: fc.oneof(goodText, fc.constant('a\n\n b;,\\n"')),
      priority: fc.constantFrom(...priorities),
      tags: fc.uniqueArray(fc.constantFrom('null', 'a,b', 'a"b\\c', 'é', '日本', "o'neill", ';', '🎉'), {
        maxLength: 3,
      }),
      due: starts,
      recurrence: rules,
      reminders: fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { maxLength: 3 }),
    },
    { requiredKeys: ['title'] },
  )
  .map(({ recurrence, reminders = [], ...task }) => ({
    ...task,
    // Both need a due.
    ...(task.due && recurrence ? { recurrence } : {}),
    ...(task.due ? { reminders: reminders.map((minutesBefore) => ({ minutesBefore })) } : {}),
  }));
