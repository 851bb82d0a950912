/** The file is not an export of this application. */
export class NotAnExport extends Error {
  override readonly name = 'NotAnExport';
  constructor() {
    super(
      'This file is not an export of tasks. Choose a JSON file that was exported here, or an iCalendar file (.ics).',
    );
  }
}

/** Returns the content of an exported file: `{ tasks: […] }`. */
export function readExport(text: string): { tasks: unknown[] } {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new NotAnExport();
  }
  if (typeof content !== 'object' || content === null || !('tasks' in content) || !Array.isArray(content.tasks)) {
    throw new NotAnExport();
  }
  return { tasks: content.tasks };
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
  omissions?: readonly Omission[];
}

export function omissionWords({ item, uid, title, property, reason }: Omission): string {
  const place = item === undefined ? 'Without a title' : `Task ${item + 1} of the file`;
  return `${title || uid || place}${property ? `, ${property}` : ''}: ${reason}`;
}

export function importWords({ imported, skipped }: ImportResult): string {
  const tasks = (count: number) => (count === 1 ? '1 task' : `${count} tasks`);
  const there = skipped === 0 ? '' : ` ${tasks(skipped)} ${skipped === 1 ? 'was' : 'were'} there already.`;
  return `Imported ${tasks(imported)}.${there}`;
}
