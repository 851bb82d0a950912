import { validate as isUuid, v5 as uuidv5 } from 'uuid';
import type { z } from 'zod';
import { validate } from '../../../../shared/http/validate.ts';
import { pausesEvery } from '../../platform/pauses.ts';
import {
  type ImportedContent,
  type ImportedTask,
  importedFile,
  importedList,
  importedView,
  mostListsOrViews,
  mostTasks,
  type Omission,
} from '../transfer.schema.ts';
import { release } from './file.turns.ts';
import type { ImportContext, Owner } from './import.context.ts';
import { type JsonPart, readParts } from './import.file.ts';
import { Omissions, short } from './import.omissions.ts';
import { validTask } from './import.valid.ts';

/** Far longer than any valid task. The limit keeps reading a task fast. */
const longestTask = 200_000;
const tooLarge = 'Is larger than a task can be.';

/** One more is read, to see that there are too many. */
const mostItems = new Map([
  ['tasks', mostTasks + 1],
  ['lists', mostListsOrViews + 1],
  ['views', mostListsOrViews + 1],
]);

/**
 * Reads the tasks of a JSON file one by one, and lists everything that was left out. A task without an id gets a new one, so
 * importing the same file again adds it again.
 * @throws MalformedRequest, ValidationFailed
 */
export async function readTasks(
  bytes: Buffer,
  { owner, now, limits, onRefusal }: ImportContext,
): Promise<ImportedContent & { omissions: Omission[] }> {
  const { tasks: items, lists, views, ...sections } = validate(importedFile, readParts(bytes, mostItems, limits));
  const omissions = new Omissions();
  const tasks: ImportedTask[] = [];
  const seen = new Set<string>();
  const pause = pausesEvery();
  for (const [item, part] of items.entries()) {
    await pause();
    if (part.isTooLarge) onRefusal();
    const value = part.parse();
    const name = nameOf(item, value);
    const omit = (property: string | null, reason: string) => omissions.add({ ...name, property, reason });
    const task = part.isTooLarge
      ? tooLarge
      : taskOf(value, owner, now, (path, reason) => omit(short(path.join('.')), reason));
    if (typeof task === 'string') {
      omit(null, task);
      continue;
    }
    const keys = { id: task.id, occurrence: task.seriesId && `${task.seriesId} ${task.occurrence}` };
    const [twice] = Object.entries(keys).find(([, key]) => key && seen.has(key)) ?? [];
    for (const key of Object.values(keys)) if (key) seen.add(key);
    if (twice) omit(null, `${twice}: Occurs earlier in the file.`);
    else tasks.push(task);
  }
  for (const [property, content] of Object.entries(sections)) {
    if (Array.isArray(content) && content.length === 0) continue;
    const reason = 'Belongs to the account from which the file comes, and is not imported.';
    omissions.add({ uid: null, title: null, property, reason });
  }
  const content = {
    tasks,
    lists: validOnes(importedList, 'lists', lists, omissions),
    views: validOnes(importedView, 'views', views, omissions),
  };
  release(bytes);
  return { ...content, omissions: omissions.list() };
}

function validOnes<Schema extends z.ZodType>(
  schema: Schema,
  section: string,
  items: readonly JsonPart[],
  omissions: Omissions,
): z.output<Schema>[] {
  return items.flatMap((item, index) => {
    const result = schema.safeParse(item.parse());
    if (result.success) return [result.data];
    const [issue] = result.error.issues;
    const property = short([section, index, ...issue!.path].join('.'));
    omissions.add({ uid: null, title: null, property, reason: issue!.message });
    return [];
  });
}

function nameOf(item: number, value: unknown): Pick<Omission, 'item' | 'uid' | 'title'> {
  const { id, title } = isObject(value) ? value : {};
  return {
    item,
    uid: typeof id === 'string' ? short(id) : null,
    title: typeof title === 'string' ? short(title) : null,
  };
}

function taskOf(value: unknown, owner: Owner, now: Date, omit: Parameters<typeof validTask>[1]): ImportedTask | string {
  if (!isObject(value)) return 'Is not a task: it must be an object.';
  if (JSON.stringify({ ...value, title: '', description: '' }).length > longestTask) return tooLarge;
  const given = Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
  const { id, due, completed, completedAt } = given;
  if (id !== undefined && !(typeof id === 'string' && isUuid(id))) {
    omit(['id'], 'Is not a UUID; the task gets one derived from it.');
    given['id'] = uuidv5(JSON.stringify(id), owner.id);
  }
  if (isObject(due) && due['timeZone'] === undefined) given['due'] = { ...due, timeZone: owner.timeZone };
  if (completed === true && completedAt === undefined) given['completedAt'] = now.toISOString();
  return validTask(given, omit);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
