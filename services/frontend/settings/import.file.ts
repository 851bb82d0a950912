/** The file is not an export of this application. */
export class NotAnExport extends Error {
  override readonly name = 'NotAnExport';
  constructor() {
    super(
      'This file is not an export of tasks. Choose a JSON file that was exported here, an iCalendar file (.ics), or a project of Todoist (.csv).',
    );
  }
}

/** A file that was chosen, in the form in which it is sent. */
export interface ChosenFile {
  name: string;
  content: { text: string; mediaType: string } | { body: Exported };
  /** The name of the list for the tasks of a CSV file, which is the name of the project. */
  list?: string;
}

/** @throws NotAnExport */
export async function readFile(file: File): Promise<ChosenFile> {
  const { name } = file;
  const text = await file.text();
  if (isCalendar(text)) return { name, content: { text, mediaType: 'text/calendar' } };
  if (/\.csv$/i.test(name)) return { name, content: { text, mediaType: 'text/csv' }, list: projectOf(name) };
  return { name, content: { body: readExport(text) } };
}

/** Returns the name of the project that Todoist exported as a file: `Work.csv`, or `Work [6Jf8VQXxpwv56VQ7].csv`. */
export function projectOf(fileName: string): string {
  return fileName
    .replace(/\.csv$/i, '')
    .replace(/\s*\[\w+\]$/, '')
    .slice(0, 100)
    .trim();
}

interface Exported {
  tasks: unknown[];
  lists?: unknown;
  views?: unknown;
}

/** Returns those parts of an export that are imported: `{ tasks: […], lists: […], views: […] }`. */
export function readExport(text: string): Exported {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new NotAnExport();
  }
  if (typeof content !== 'object' || content === null || !('tasks' in content) || !Array.isArray(content.tasks)) {
    throw new NotAnExport();
  }
  const { tasks, lists, views } = content as Exported;
  return { tasks, ...(lists ? { lists } : {}), ...(views ? { views } : {}) };
}

/** An iCalendar file is sent as it is. */
export function isCalendar(text: string): boolean {
  return /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text);
}

/** Something that the import left out of the file: one property, or without `property` the whole entry. */
export interface Omission {
  /** The position in the list of tasks, from 0; iCalendar entries have none. */
  item?: number;
  uid: string | null;
  title: string | null;
  property: string | null;
  reason: string;
}

export interface ImportResult {
  imported: number;
  skipped: number;
  /** Only in a preview: the titles of the first tasks that would be added. */
  titles?: readonly string[];
  omissions?: readonly Omission[];
}

export function omissionWords({ item, uid, title, property, reason }: Omission): string {
  const place = item === undefined ? 'Without a title' : `Task ${item + 1} of the file`;
  return `${title || uid || place}${property ? `, ${property}` : ''}: ${reason}`;
}

const tasks = (count: number) => (count === 1 ? '1 task' : `${count} tasks`);

export function importWords({ imported, skipped }: ImportResult): string {
  const there = skipped === 0 ? '' : ` ${tasks(skipped)} ${skipped === 1 ? 'was' : 'were'} there already.`;
  return `Imported ${tasks(imported)}.${there}`;
}

/** Says what an import would do. */
export function previewWords({ imported, skipped }: ImportResult): string {
  const there = skipped === 0 ? '' : ` ${tasks(skipped)} of it ${skipped === 1 ? 'is' : 'are'} there already.`;
  return `${tasks(imported)} will be added.${there}`;
}
