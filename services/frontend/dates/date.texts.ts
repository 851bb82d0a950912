import { formatDate, formatTime } from '../../../shared/language/format/locale.format.ts';
import { recurrenceInWords } from '../../../shared/language/format/recurrence.format.ts';
import type { Reader } from '../../../shared/language/reader.ts';
import { unreadReason } from '../../../shared/language/reading/reasons.ts';

type Parser = typeof import('../../../shared/language/date.parser.ts');
let parser: Parser | undefined;

/** Fetches the grammar, which the first load of the page does without. Nothing can be read before. */
export async function loadParser(): Promise<void> {
  parser ??= await import('../../../shared/language/date.parser.ts');
}

/** A value of a field as its reader writes it, and back: `undefined` for a text that is not understood. The empty value is the empty text. */
export interface TextForm {
  write(value: string): string;
  read(text: string): string | undefined;
  /** Says what is wrong with a text that is not understood. */
  problem(text: string): string;
}

/** The earliest date that is meant: an older one has a year that is not typed to its end. */
const firstDate = '1900-01-01';

/** A date such as `2027-01-31`. */
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

/** A time of day such as `16:00`. */
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

/** A date and a time such as `2027-01-31T16:00`, which is to come. */
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
      `“${text}” is not understood as a date and a time to come. Write, for example, “${write('2027-01-31T16:30')}” or “friday 9:00”.`,
  };
}

/** A rule with the first moment that its text means, as JSON: `{ "recurrence": { … }, "due": { … } }`. */
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
