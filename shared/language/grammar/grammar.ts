import { isMonthFirst } from '../format/locale.format.ts';
import { lexicon } from './lexicon.ts';
import { compileGrammar } from './notation.ts';
import { dateProductions, slashedDates } from './productions/date.productions.ts';
import { dayProductions } from './productions/day.productions.ts';
import { holidayProductions } from './productions/holiday.productions.ts';
import { leadProductions } from './productions/lead.productions.ts';
import { numberProductions, numbers } from './productions/number.productions.ts';
import { pieceProductions } from './productions/piece.productions.ts';
import { ruleProductions } from './productions/rule.productions.ts';
import { ruleDayProductions } from './productions/rule-day.productions.ts';
import { ruleEndProductions } from './productions/rule-end.productions.ts';
import { spanProductions } from './productions/span.productions.ts';
import { timeProductions } from './productions/time.productions.ts';
import { unreadableProductions } from './productions/unreadable.productions.ts';

function grammar(monthFirst: boolean) {
  return compileGrammar({
    words: lexicon,
    numbers,
    takingNonsense: ['piece', 'companion'],
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
