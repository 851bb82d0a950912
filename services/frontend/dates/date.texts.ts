import { formatDate, formatTime } from '../../../shared/language/format/locale.format.ts';
import { recurrenceInWords } from '../../../shared/language/format/recurrence.format.ts';
import type { Reader } from '../../../shared/language/reader.ts';
import { unreadReason } from '../../../shared/language/reading/reasons.ts';

type Parser = typeof import('../../../shared/language/date.parser.ts');
let parser: Parser | undefined;

/** Fetches the grammar, which is not part of the page's first load. No text is understood before it is there. */
export async function loadParser(): Promise<void> {
  parser ??= await import('../../../shared/language/date.parser.ts');
}

/**
 * Writes the value of a field for its reader, and reads it back. The empty value is written as the empty text, and a text that is
 * not understood is read as undefined.
 */
export interface TextForm {
  write(value: string): string;
  read(text: string): string | undefined;
  /** Explains what is wrong with a text that is not understood. */
  problem(text: string): string;
}

/** Earlier dates are refused, as their year is probably not typed to its end. */
const firstDate = '1900-01-01';

/** Reads and writes a date such as `2027-01-31`. */
export function dateText(reader: Reader): TextForm {
  const write = (date: string) => date && formatDate(date, 'date', reader.locale);
  return {
    write,
    read(text) {
      const moment = parser?.wholeMoment(text, reader);
      return moment?.date && moment.date >= firstDate && moment.time === null ? moment.date : undefined;
    },
    problem: (text) =>
      `“${text}” is not understood as a date. Write, for example, “${write('2027-01-31')}” or “next friday”.`,
  };
}

/** Reads and writes a time of day such as `16:00`. */
export function timeText(reader: Reader): TextForm {
  const write = (time: string) => time && formatTime(time, reader.locale);
  return {
    write,
    read(text) {
      const [, hour = '', minute = '00'] = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(text) ?? [];
      const moment = parser?.wholeMoment(hour ? `${hour.padStart(2, '0')}:${minute}` : text, reader);
      return moment && moment.date === undefined ? (moment.time ?? undefined) : undefined;
    },
    problem: (text) => `“${text}” is not understood as a time of day. Write, for example, “${write('16:30')}”.`,
  };
}

/** Reads and writes a future date with its time, such as `2027-01-31T16:00`. */
export function momentText(reader: Reader): TextForm {
  const write = (moment: string) => {
    const [date = '', time = ''] = moment.split('T');
    return `${formatDate(date, 'date', reader.locale)}, ${formatTime(time, reader.locale)}`;
  };
  return {
    write,
    read(text) {
      const moment = parser?.wholeDue(text, reader);
      return moment && `${moment.date}T${moment.time ?? '09:00'}`;
    },
    problem: (text) =>
      `“${text}” is not understood as a future date and time. Write, for example, “${write('2027-01-31T16:30')}” or “friday 9:00”.`,
  };
}

/** Reads and writes a rule with the first due that its text means, as JSON: `{ "recurrence": { … }, "due": { … } }`. */
export function ruleText(reader: Reader): TextForm {
  return {
    write: (json) => json && recurrenceInWords(JSON.parse(json).recurrence, reader.locale),
    read(text) {
      const said = parser?.wholeRule(text, reader);
      return typeof said === 'object' ? JSON.stringify(said) : undefined;
    },
    problem(text) {
      const said = parser?.wholeRule(text, reader);
      const reason = typeof said === 'string' && said !== 'incomplete' ? ` ${unreadReason(said)}` : '';
      return `“${text}” is not understood as a repetition.${reason} Write, for example, “every 3rd thursday until 30 june”.`;
    },
  };
}
