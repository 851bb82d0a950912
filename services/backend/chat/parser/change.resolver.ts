import { Temporal } from 'temporal-polyfill';
import type { Due, TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import { isPast, wallClock } from '../../../../shared/language/wall-clock.ts';
import { normalTag } from '../../../../shared/tag.ts';
import type { ChatTurn } from '../chat.responder.ts';
import type { Change } from './command.ts';

/** The arguments of the tool `update` for a change that may be relative to the present task. */
export function resolveChange(task: TaskSnapshot, change: Change, turn: ChatTurn): Record<string, unknown> {
  const {
    title,
    description,
    note,
    priority,
    addTags = [],
    removeTags = [],
    recurrence,
    firstDue,
    addReminders,
  } = change;
  const changes: Record<string, unknown> = {};
  if (title !== undefined) changes['title'] = title;
  if (description !== undefined) changes['description'] = description;
  if (note !== undefined) changes['description'] = task.description ? `${task.description}\n${note}` : note;
  if (priority) changes['priority'] = priority;
  if (addTags.length > 0 || removeTags.length > 0) {
    const removed = removeTags.map(normalTag);
    changes['tags'] = [...task.tags, ...addTags.map(normalTag)].filter((tag) => !removed.includes(tag));
  }
  if (change.due !== undefined) changes['due'] = change.due && movedDue(task.due, change.due, turn);
  if (change.postpone) changes['due'] = postponedDue(task.due, change.postpone.days, turn);
  if (recurrence !== undefined) changes['recurrence'] = recurrence;
  if (recurrence && firstDue && !task.due) changes['due'] = firstDue;
  // A recurrence and relative reminders need a due.
  if (change.due === null) {
    if (task.recurrence) changes['recurrence'] = null;
    if (task.reminders.some(({ minutesBefore }) => minutesBefore !== undefined))
      changes['reminders'] = absoluteReminders(task);
  }
  if (addReminders) changes['reminders'] = [...reminderInputs(task), ...addReminders].slice(-5);
  return changes;
}

function movedDue(due: Due | null, to: { date?: string; time?: string | null }, { now, owner }: ChatTurn): Due {
  const time = to.time ?? null;
  // A time in a message is in the zone of its author.
  const timeZone = (time === null && due?.timeZone) || owner.timeZone;
  if (to.date !== undefined) return { date: to.date, time: time ?? due?.time ?? null, timeZone };
  if (due) return { date: due.date, time, timeZone };
  const wall = wallClock(timeZone, now);
  const today = wall.toPlainDate();
  const day = isPast({ date: today.toString(), time }, wall) ? today.add({ days: 1 }) : today;
  return { date: day.toString(), time, timeZone };
}

function postponedDue(due: Due | null, days: number, { now, owner }: ChatTurn): Due {
  const timeZone = due?.timeZone ?? owner.timeZone;
  const from = due ? Temporal.PlainDate.from(due.date) : wallClock(timeZone, now).toPlainDate();
  return { date: from.add({ days }).toString(), time: due?.time ?? null, timeZone };
}

function reminderInputs({ reminders }: TaskSnapshot) {
  return reminders.map(({ minutesBefore, at }) => (minutesBefore === undefined ? { at } : { minutesBefore }));
}

function absoluteReminders(task: TaskSnapshot) {
  return reminderInputs(task).filter((reminder) => 'at' in reminder);
}
