import { defaultLocale } from '../../../shared/language/reader.ts';

/** Lists where the week does not begin on Monday (CLDR), for browsers whose `Intl` does not tell. */
const firstDays: Record<number, string> = {
  5: 'MV',
  6: 'AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY',
  7:
    'AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN IS JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR ' +
    'PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW',
};

interface WithWeekInfo extends Omit<Intl.Locale, 'getWeekInfo'> {
  getWeekInfo?(): { firstDay: number };
}

/** Returns the first day of the locale's week, from 1 (Monday) to 7. */
export function firstWeekday(locale: string): number {
  const [known = defaultLocale] = Intl.DateTimeFormat.supportedLocalesOf(locale);
  const tag: WithWeekInfo = new Intl.Locale(known);
  return tag.getWeekInfo?.().firstDay ?? firstWeekdayOf(new Intl.Locale(known).maximize().region ?? '');
}

/** @param region such as `US` */
export function firstWeekdayOf(region: string): number {
  const [day] = Object.entries(firstDays).find(([, regions]) => regions.split(' ').includes(region)) ?? ['1'];
  return Number(day);
}

/** Sorts items that begin with Monday's into the order of the locale's week. */
export function inWeekOrder<Item>(fromMonday: readonly Item[], locale: string): Item[] {
  const start = firstWeekday(locale) - 1;
  return [...fromMonday.slice(start), ...fromMonday.slice(0, start)];
}
