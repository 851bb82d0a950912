import { dateProductions, slashedDates } from './date.productions.ts';
import { dayProductions } from './day.productions.ts';
import { holidayProductions } from './holiday.productions.ts';
import { leadProductions } from './lead.productions.ts';
import { lexicon } from './lexicon.ts';
import { compileGrammar } from './notation.ts';
import { numberProductions, numbers } from './number.productions.ts';
import { pieceProductions } from './piece.productions.ts';
import { ruleProductions } from './rule.productions.ts';
import { ruleDayProductions } from './rule-day.productions.ts';
import { ruleEndProductions } from './rule-end.productions.ts';
import { spanProductions } from './span.productions.ts';
import { timeProductions } from './time.productions.ts';
import { unreadableProductions } from './unreadable.productions.ts';

function grammar(monthFirst: boolean) {
  return compileGrammar({
    words: lexicon,
    numbers,
    productions: {
      ...numberProductions,
      ...spanProductions,
      ...dayProductions,
      ...dateProductions,
      ...holidayProductions,
      ...slashedDates(monthFirst),
      ...timeProductions,
      ...ruleProductions,
      ...ruleDayProductions,
      ...ruleEndProductions,
      ...leadProductions,
      ...unreadableProductions,
      ...pieceProductions,
    },
  });
}

const dayFirst = grammar(false);
const monthFirst = grammar(true);

/** The one grammar of dates, times and rules, with slashed dates in the order of this locale (BCP 47). */
export function grammarFor(locale: string) {
  return isMonthFirst(locale) ? monthFirst : dayFirst;
}

const orders = new Map<string, boolean>();

function isMonthFirst(locale: string): boolean {
  let known = orders.get(locale);
  if (known === undefined) {
    known = monthComesFirst(locale);
    orders.set(locale, known);
  }
  return known;
}

/** As `Intl` writes a date there. An unknown locale is read as American English, the default. */
function monthComesFirst(locale: string): boolean {
  try {
    const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', timeZone: 'UTC' }).formatToParts(
      0,
    );
    return parts.findIndex(({ type }) => type === 'month') < parts.findIndex(({ type }) => type === 'day');
  } catch {
    return true;
  }
}
