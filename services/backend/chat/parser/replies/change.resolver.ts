import { Temporal } from 'temporal-polyfill';
import type { Due, TaskSnapshot } from '../../../../../shared/events/task.schema.ts';
import { clockTime, isPast, wallClock } from '../../../../../shared/language/wall-clock.ts';
import { normalTag } from '../../../../../shared/tag.ts';
import type { ChatTurn } from '../../chat.responder.ts';
import type { Change } from '../commands/command.ts';
import type { Duration } from '../grammar/slots.ts';
import { quoted } from './reply.text.ts';

/** The reason why a task cannot be changed that way, as a text for its owner. */
export class CannotChange extends Error {
  override name = 'CannotChange';
}

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
    noReminders,
    listId,
    parentId,
  } = change;
  const changes: Record<string, unknown> = {};
  if (title !== undefined) changes['title'] = title;
  if (description !== undefined) changes['description'] = description;
  if (note !== undefined) changes['description'] = task.description ? `${task.description}\n${note}` : note;
  if (priority) changes['priority'] = priority;
  if (addTags.length > 0 || removeTags.length > 0) {
    const removed = removeTags === 'all' ? task.tags : removeTags.map(normalTag);
    changes['tags'] = [...new Set([...task.tags, ...addTags.map(normalTag)])].filter((tag) => !removed.includes(tag));
  }
  if (change.due !== undefined) changes['due'] = change.due && movedDue(task.due, change.due, turn);
  if (change.postpone) changes['due'] = postponedDue(task, change.postpone);
  if (recurrence !== undefined) changes['recurrence'] = recurrence;
  if (recurrence && firstDue && !task.due) changes['due'] = firstDue;
  // A recurrence and relative reminders need a due.
  if (change.due === null) {
    if (task.recurrence) changes['recurrence'] = null;
    if (task.reminders.some(({ minutesBefore }) => minutesBefore !== undefined))
      changes['reminders'] = absoluteReminders(task);
  }
  if (noReminders) {
    if (task.reminders.length === 0) throw new CannotChange(`${quoted(task)} has no reminder.`);
    changes['reminders'] = [];
  }
  if (listId !== undefined) changes['listId'] = listId;
  if (parentId !== undefined) changes['parentId'] = parentId;
  if (addReminders) changes['reminders'] = [...reminderInputs(task), ...addReminders].slice(-5);
  return changes;
}

function movedDue(due: Due | null, to: { date?: string; time?: string | null }, { now, owner }: ChatTurn): Due {
  const time = to.time ?? null;
  // A time in a message is in the zone of its author.
  const timeZone = (time === null && due?.timeZone) || owner.timeZone;
  if (to.date !== undefined) {
    const moved = { date: to.date, time: time ?? due?.time ?? null, timeZone };
    if (to.date < wallClock(timeZone, now).toPlainDate().toString())
      throw new CannotChange(`${to.date} is in the past, so I changed nothing. Say a day that is still to come.`);
    return moved;
  }
  if (due) return { date: due.date, time, timeZone };
  const wall = wallClock(timeZone, now);
  const today = wall.toPlainDate();
  const day = isPast({ date: today.toString(), time }, wall) ? today.add({ days: 1 }) : today;
  return { date: day.toString(), time, timeZone };
}

/** "By 2 hours" counts from the due, so the task needs one, and for hours one with a time. */
function postponedDue(task: TaskSnapshot, { minutes, ...days }: Duration): Due {
  const { due } = task;
  if (!due)
    throw new CannotChange(`${quoted(task)} has no due date that could be moved. Say a day, such as "tomorrow".`);
  if (minutes === undefined) {
    return { ...due, date: Temporal.PlainDate.from(due.date).add(days).toString() };
  }
  if (due.time === null) {
    throw new CannotChange(`${quoted(task)} is due all day, with no time that could be moved. Say days, or a time.`);
  }
  const plainTime = Temporal.PlainTime.from(due.time);
  const moved = Temporal.PlainDate.from(due.date)
    .toZonedDateTime({ timeZone: due.timeZone, plainTime })
    .add({ minutes });
  return { ...due, date: moved.toPlainDate().toString(), time: clockTime(moved.toPlainDateTime()) };
}

function reminderInputs({ reminders }: TaskSnapshot) {
  return reminders.map(({ minutesBefore, at }) => (minutesBefore === undefined ? { at } : { minutesBefore }));
}

function absoluteReminders(task: TaskSnapshot) {
  return reminderInputs(task).filter((reminder) => 'at' in reminder);
}
