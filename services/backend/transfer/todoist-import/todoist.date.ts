import type { Due, Recurrence } from '../../../../shared/events/task.schema.ts';
import { parseQuickAdd } from '../../../../shared/language/quick-add.ts';
import { canonicalTimeZone } from '../../../../shared/time-zone.ts';
import type { Owner } from '../import/import.context.ts';
import type { Omit } from '../import/import.omissions.ts';

/** Reads the columns DATE, DATE_LANG and TIMEZONE. A date that is not understood as a whole is left out. */
export function whenOf(
  row: Readonly<Record<string, string | undefined>>,
  owner: Owner,
  now: Date,
  omit: Omit,
): { due?: Due; recurrence?: Recurrence } {
  const text = row['DATE']?.trim() ?? '';
  if (text === '') return {};
  const language = row['DATE_LANG']?.trim().toLowerCase() || 'en';
  const timeZone = canonicalTimeZone(row['TIMEZONE']?.trim() ?? '') ?? owner.timeZone;
  const iso = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::\d\d)?)?$/.exec(text);
  if (iso) return { due: { date: iso[1]!, time: iso[2] ?? null, timeZone } };
  const read = language.startsWith('en') ? inWords(text, { ...owner, timeZone }, now) : undefined;
  if (!read) omit('DATE', `“${text}” is not understood, so the task has no due.`);
  return read ?? {};
}

const placeholder = 'x';

function inWords(
  text: string,
  { timeZone, locale }: Owner,
  now: Date,
): { due?: Due; recurrence?: Recurrence } | undefined {
  const [year] = /\b(?:19|20)\d\d\b/.exec(text) ?? [];
  // Quick add reads no day that is over, but a task may be overdue: it is read as if that year had just begun.
  for (const at of [now, ...(year ? [new Date(`${year}-01-01T00:00:00Z`)] : [])]) {
    const { title, due, recurrence, unread } = parseQuickAdd(`${placeholder} ${text}`, { timeZone, locale, now: at });
    if (title === placeholder && due && unread.length === 0) return { due, ...(recurrence ? { recurrence } : {}) };
  }
  return undefined;
}
