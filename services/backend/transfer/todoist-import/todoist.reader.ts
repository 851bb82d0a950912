import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { v5 as uuidv5 } from 'uuid';
import { ValidationFailed } from '../../../../shared/http/problem.ts';
import { pausesEvery } from '../../platform/pauses.ts';
import { lastPosition } from '../../platform/positions.ts';
import { release } from '../import/file.turns.ts';
import type { ImportContext, Owner } from '../import/import.context.ts';
import { Omissions, type Omit, short } from '../import/import.omissions.ts';
import { validTask } from '../import/import.valid.ts';
import { type ImportedContent, type ImportedTask, mostTasks, type Omission } from '../transfer.schema.ts';
import { whenOf } from './todoist.date.ts';

/** A line of the file by its headings: https://todoist.com/help/articles/format-a-csv-file-to-import-into-todoist-UVUXTmm6 */
type Row = Readonly<Record<string, string | undefined>>;

const priorities: Record<string, ImportedTask['priority']> = { 1: 'urgent', 2: 'high', 3: 'medium', 4: 'low' };
/** Other lines than tasks and comments; a `meta` says how the project is shown. */
const noTask: Record<string, string> = { section: 'There are no sections; its tasks are imported without it.' };
const headings = ['TYPE', 'CONTENT'];
/** What tasks there have and tasks here do not. */
const withoutCounterpart: Record<string, string> = {
  RESPONSIBLE: 'Tasks are not assigned to people.',
  DURATION: 'Tasks have no duration.',
  DEADLINE: 'Tasks have one due date, and no deadline beside it.',
};

/**
 * Reads the tasks of a project that Todoist exported as CSV, and lists everything that was left out. A task's id follows from what
 * the file says of it, so that importing the same file again adds nothing.
 * @throws ValidationFailed if it is not such a file, or has too many tasks
 */
export async function readTodoist(
  bytes: Buffer,
  { owner, now, list: listName }: Pick<ImportContext, 'owner' | 'now' | 'list'>,
): Promise<ImportedContent & { omissions: Omission[] }> {
  const omissions = new Omissions();
  const tasks: ImportedTask[] = [];
  const listId = listName === undefined ? null : uuidv5(`list ${listName.toLowerCase()}`, owner.id);
  /** The last task of each level, the outermost first; undefined where that task could not be imported. */
  const path: (ImportedTask | undefined)[] = [];
  const times = new Map<string, number>();
  let index = -1;
  for await (const row of rowsOf(bytes)) {
    index += 1;
    const title = short(row['CONTENT'] ?? '') || null;
    const omit: Omit = (property, reason) => omissions.add({ item: index, uid: null, title, property, reason });
    const leaveOut = (reason: string) => omissions.add({ item: index, uid: null, title, property: null, reason });
    const reason = row['TYPE'] === 'note' ? addNote(path.at(-1), row['CONTENT'] ?? '') : noTask[row['TYPE'] ?? ''];
    if (reason) leaveOut(reason);
    if (row['TYPE'] !== 'task') continue;

    const depth = Math.max(0, Math.min(path.length, (Number(row['INDENT']) || 1) - 1));
    const parent = path[depth - 1];
    if (depth > 0 && !parent) omit('INDENT', 'The task above it was not imported.');
    const key = JSON.stringify([row['CONTENT'], row['DATE'], parent?.id]);
    times.set(key, (times.get(key) ?? 0) + 1);
    const id = uuidv5(`${key} ${times.get(key)}`, owner.id);
    const place = { listId, parentId: parent?.id ?? null, position: lastPosition(new Date(now.getTime() + index), id) };
    const task = validTask({ id, ...fieldsOf(row, owner, now, omit), ...place }, ([field], reason) => {
      omit(columns[String(field)] ?? String(field), reason);
    });
    path.length = depth;
    path.push(typeof task === 'string' ? undefined : task);
    if (typeof task === 'string') leaveOut(task);
    else tasks.push(task);
  }
  const lists = listName === undefined ? [] : [{ id: listId!, name: listName, archivedAt: null }];
  return { tasks, lists, views: [], omissions: omissions.list() };
}

/** Maps fields to the columns from which they come. */
const columns: Record<string, string> = {
  title: 'CONTENT',
  tags: 'CONTENT',
  description: 'DESCRIPTION',
  due: 'DATE',
  recurrence: 'DATE',
};

/** Beside tasks a file has comments and sections. */
const mostRows = 3 * mostTasks;
/** In bytes: far longer than any valid task. */
const longestRow = 200_000;
const partLength = 64 * 1024;

function* partsOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += partLength) yield bytes.subarray(start, start + partLength);
}

async function* rowsOf(bytes: Buffer): AsyncGenerator<Row> {
  const rows = Readable.from(partsOf(bytes)).pipe(
    parse({
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim().toUpperCase()),
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
    }),
  );
  const pause = pausesEvery();
  const counts = { rows: 0, tasks: 0 };
  try {
    for await (const row of rows as AsyncIterable<Row>) {
      await pause();
      if (counts.rows === 0 && !headings.every((heading) => heading in row)) {
        throw refusal('Is not an export of Todoist: it has no columns TYPE and CONTENT.');
      }
      counts.rows += 1;
      if (row['TYPE'] === 'task') counts.tasks += 1;
      if (counts.tasks > mostTasks || counts.rows > mostRows) {
        throw refusal(`At most ${mostTasks} tasks; import more in parts.`);
      }
      yield row;
    }
  } catch (error) {
    throw error instanceof CsvError ? refusal(`Is not CSV: ${short(error.message)}`) : error;
  } finally {
    release(bytes);
  }
  if (counts.rows === 0) throw refusal('The file has no tasks.');
}

function refusal(message: string): ValidationFailed {
  return new ValidationFailed([{ path: 'body', message }]);
}

function fieldsOf(row: Row, owner: Owner, now: Date, omit: Omit) {
  for (const [column, reason] of Object.entries(withoutCounterpart)) if (row[column]?.trim()) omit(column, reason);
  const [, title = '', labels = ''] = /^(.*?)((?:\s+@[^\s@]+)*)\s*$/su.exec(row['CONTENT'] ?? '') ?? [];
  const tags = labels.split(/\s+@/).slice(1);
  return {
    title,
    tags,
    description: row['DESCRIPTION'] ?? '',
    priority: priorities[row['PRIORITY']?.trim() ?? ''],
    ...whenOf(row, owner, now, omit),
  };
}

const longestDescription = 10_000;

/**
 * Makes a comment a paragraph of the description of the task above it.
 * @returns why that was not possible
 */
function addNote(task: ImportedTask | undefined, note: string): string | undefined {
  if (!task) return 'This comment belongs to no task that was imported.';
  const description = [task.description, note.trim()].filter(Boolean).join('\n\n');
  if (description.length > longestDescription) return 'The description has no room for this comment.';
  task.description = description;
  return undefined;
}
