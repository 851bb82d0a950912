import ICAL from 'ical.js';
import { ValidationFailed } from '../../../../shared/http/problem.ts';
import { pausesEvery } from '../../platform/pauses.ts';
import type { Property } from '../calendar-export/calendar.property.ts';
import type { ImportContext } from '../import/import.context.ts';
import { short } from '../import/import.omissions.ts';
import { mostTasks } from '../transfer.schema.ts';

/** A component of iCalendar in its JSON form (jCal, RFC 7265). */
export type Component = [name: string, properties: Property[], components: Component[]];

/** A part of a component that cannot be read: one property, or the whole component if `property` is null. */
export interface Fault {
  property: string | null;
  reason: string;
}

// The strict mode refuses dates without VALUE=DATE, which many programs write.
ICAL.design.strict = false;

/** More faults of one component are not listed. */
const mostFaults = 100;

/** Real files have three levels of components. */
const mostLevels = 10;

/**
 * Reads the calendars of a file. A line that cannot be read is recorded as a fault of its component in the calendar, or of the
 * calendar itself, and the rest of the file is read.
 * @throws ValidationFailed with the line number if the text is not iCalendar
 */
export async function calendarsIn(
  text: string,
  { limits: { IMPORT_VALUES_PER_CALENDAR: mostValues }, onRefusal }: Pick<ImportContext, 'limits' | 'onRefusal'>,
): Promise<{ calendars: Component[]; faultsOf: (component: Component) => Fault[] }> {
  const calendars: Component[] = [];
  const faults = new Map<Component, Fault[]>();
  /** The components that have begun but not ended, the calendar first. */
  const open: Component[] = [];
  const addFault = (property: string | null, reason: string) => {
    const at = open[1] ?? open[0]!;
    const known = faults.get(at) ?? [];
    faults.set(at, known);
    if (property === null) known.unshift({ property, reason });
    else if (known.length < mostFaults) known.push({ property, reason });
  };

  const pause = pausesEvery();
  let components = 0;
  let values = 0;
  for (const { line, number } of contentLines(text)) {
    await pause();
    const refuse = (reason: string) =>
      new ValidationFailed([{ path: 'body', message: `Is not valid iCalendar: line ${number} ${reason}.` }]);
    values += valuesOf(line);
    if (values > mostValues) {
      onRefusal();
      throw tooMany(`${mostValues} properties, parameters and values`);
    }
    const [, keyword, kind = ''] = /^(BEGIN|END):\s*(\S+)\s*$/i.exec(line) ?? [];
    const name = kind.toLowerCase();
    if (keyword?.toUpperCase() === 'BEGIN') {
      // Tasks are never nested, so the END of the task before is missing.
      if (name === 'vtodo' && open.length > 1) {
        addFault(null, `Does not end before line ${number}.`);
        open.length = 1;
      }
      if (open.length === mostLevels) throw refuse('nests components too deeply');
      if (open.length === 1) components += 1;
      if (components > mostTasks) throw tooMany(`${mostTasks} components`);
      const component: Component = [name, [], []];
      (open.at(-1)?.[2] ?? calendars).push(component);
      open.push(component);
    } else if (open.length === 0) {
      throw refuse('is outside of a component');
    } else if (keyword) {
      const begun = open.findLastIndex((component) => component[0] === name);
      if (begun < 0) addFault('END', `Line ${number} ends a component that has not begun.`);
      else {
        if (begun === 0 && open.length > 1) addFault(null, `Does not end before line ${number}.`);
        open.length = begun;
      }
    } else {
      try {
        open.at(-1)![1].push(ICAL.parse.property(line, ICAL.design.icalendar) as Property);
      } catch {
        const property = /^[a-z0-9-]+(?=[;:])/i.exec(line)?.[0].toUpperCase() ?? open.at(-1)![0].toUpperCase();
        addFault(short(property), `Line ${number} cannot be read: ${line}`);
      }
    }
  }
  const invalid = (message: string) =>
    new ValidationFailed([{ path: 'body', message: `Is not valid iCalendar: ${message}` }]);
  if (open.length > 0) throw invalid(`its ${open[0]![0].toUpperCase()} does not end.`);
  const found = calendars.filter(([name]) => name === 'vcalendar');
  if (found.length === 0) throw invalid('it has no VCALENDAR.');
  return { calendars: found, faultsOf: (component) => faults.get(component) ?? [] };
}

const tooMany = (what: string) =>
  new ValidationFailed([{ path: 'body', message: `At most ${what}; import more in parts.` }]);

/** Counts what takes memory when a line is parsed: the property, and each of its parameters and values. */
function valuesOf(line: string): number {
  // Text may have as many commas as it likes.
  const structured = /^(summary|description|comment)\b/i.test(line) ? line.slice(0, line.indexOf(':') + 1) : line;
  return 1 + (structured.match(/(?<!\\)[,;]/g)?.length ?? 0);
}

/** Yields the content lines of a file, with continuation lines joined (section 3.1), and the number of their first line. */
function* contentLines(text: string): Generator<{ line: string; number: number }> {
  let line = '';
  let first = 1;
  let number = 0;
  for (const physical of physicalLines(text)) {
    number += 1;
    if (/^[ \t]/.test(physical) && number > 1) {
      line += physical.slice(1);
      continue;
    }
    if (line.trim() !== '') yield { line, number: first };
    line = physical;
    first = number;
  }
  if (line.trim() !== '') yield { line, number: first };
}

/** One by one: all lines of a large file take several times as much memory as the file. */
function* physicalLines(text: string): Generator<string> {
  // A byte-order mark is not part of the text.
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let end = text.indexOf('\n', start); end >= 0; end = text.indexOf('\n', start)) {
    yield text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
  }
  yield text.slice(start);
}

export function propertyOf([, properties]: Component, name: string): Property | undefined {
  return properties.find(([propertyName]) => propertyName === name);
}

/** Returns the text of a property; undefined if it is missing or blank. */
export function textOf(component: Component, name: string): string | undefined {
  const value = propertyOf(component, name)?.[3];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function integerOf(component: Component, name: string): number {
  const value = propertyOf(component, name)?.[3];
  return typeof value === 'number' ? value : 0;
}
