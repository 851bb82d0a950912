import { defaultLocale } from '../reader.ts';

/**
 * How one locale writes dates. Its order and its clock are its own. The words are English, as everywhere in the product: American English
 * where the month stands before the day, British English elsewhere.
 */
interface Conventions {
  isMonthFirst: boolean;
  english: 'en-US' | 'en-GB';
  hourCycle: 'h12' | 'h23';
}

const styles = {
  /** `Thu` */
  weekday: { weekday: 'short' },
  /** `Thursday` */
  longWeekday: { weekday: 'long' },
  /** `Nov` */
  month: { month: 'short' },
  /** `26 Nov` */
  day: { day: 'numeric', month: 'short' },
  /** `26 November` */
  longDay: { day: 'numeric', month: 'long' },
  /** `Thu, 26 Nov` */
  weekdayAndDay: { weekday: 'short', day: 'numeric', month: 'short' },
  /** `26 Nov 2026` */
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  /** `Thursday, 26 November 2026` */
  fullDate: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** `November 2026` */
  monthAndYear: { month: 'long', year: 'numeric' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateStyle = keyof typeof styles;

/** @param date an ISO date, such as `2026-11-26` */
export function formatDate(date: string, style: DateStyle, locale: string): string {
  const { english } = conventionsOf(locale);
  return formatter(english, style, styles[style]).format(new Date(`${date}T00:00Z`));
}

/** @param time a time of day, such as `16:00` @returns `16:00` or `4:00 PM` */
export function formatTime(time: string, locale: string): string {
  const { english, hourCycle } = conventionsOf(locale);
  const options = { hour: hourCycle === 'h12' ? 'numeric' : '2-digit', minute: '2-digit', hourCycle } as const;
  // Some versions of Intl write a narrow blank before "PM".
  return formatter(english, hourCycle, options)
    .format(new Date(`1970-01-01T${time}Z`))
    .replace('\u202F', ' ');
}

/** Tells whether dates in digits have the month before the day, as slashed dates do in the United States. */
export function isMonthFirst(locale: string): boolean {
  return conventionsOf(locale).isMonthFirst;
}

const known = new Map<string, Conventions>();
/** People choose their locale, so that there is no end to what they may send. */
const mostKnown = 1000;

function conventionsOf(locale: string): Conventions {
  let conventions = known.get(locale);
  if (!conventions) {
    if (known.size >= mostKnown) known.clear();
    conventions = readConventions(locale);
    known.set(locale, conventions);
  }
  return conventions;
}

/** A locale without data is written as the default is, and not as the machine's. */
function readConventions(locale: string): Conventions {
  const format = new Intl.DateTimeFormat([locale, defaultLocale], {
    day: 'numeric',
    month: 'numeric',
    hour: 'numeric',
    calendar: 'gregory',
  });
  const parts = format.formatToParts();
  const isMonthFirst = parts.findIndex(({ type }) => type === 'month') < parts.findIndex(({ type }) => type === 'day');
  const { hourCycle } = format.resolvedOptions();
  return {
    isMonthFirst,
    english: isMonthFirst ? 'en-US' : 'en-GB',
    hourCycle: hourCycle === 'h11' || hourCycle === 'h12' ? 'h12' : 'h23',
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters are kept, because making one is slow. */
function formatter(english: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${english} ${name}`;
  let kept = formatters.get(key);
  if (!kept) {
    kept = new Intl.DateTimeFormat(english, { timeZone: 'UTC', ...options });
    formatters.set(key, kept);
  }
  return kept;
}
