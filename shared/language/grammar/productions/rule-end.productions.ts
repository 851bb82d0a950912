import type { Grammar } from '../notation.ts';
import type { Day, Meaning } from '../values.ts';
import { spanOf } from './span.productions.ts';

/** The limits that may follow a rule. */
export const ruleEndProductions: Grammar['productions'] = {
  ruleEnd: [
    [',? for <times> times|x|occurrences', (count: number): Meaning => ({ count })],
    ['<times> times|x|occurrences', (count: number): Meaning => ({ count })],
    ['x ~<digits>', (count: number): Meaning => ({ count })],
    ['<digits> ~x', (count: number): Meaning => ({ count })],
    ['ending? after <times> times|occurrences', (count: number): Meaning => ({ count })],
    ['thru|through|ending|ends on? the? <anyDay>', (until: Day): Meaning => ({ until })],
    ['up to <anyDay>', (until: Day): Meaning => ({ until })],
    ['until|till|ending on? the? <digitOrdinal>', (day: number): Meaning => ({ until: { kind: 'date', day } })],
    ['until|till|ending tonight', (): Meaning => ({ until: { kind: 'counted', span: { days: 0, months: 0 } } })],
    ['after <completion>', (): Meaning => ({ completion: true })],
    ['starting now', (): Meaning => ({})],
  ],
  /** The limits that may also precede the rule: "except sunday every day". */
  ruleLimit: [
    [
      'except|excluding|but|without not? on|for? <weekdayList>',
      (days: number[][]): Meaning => ({ except: days.flat() }),
    ],
    ['except|excluding|but|without not? on|for? the? <weekendDays>', (except: number[]): Meaning => ({ except })],
    [
      'for the? next? <count> <unit>',
      (count: number, unit: string): Meaning | undefined => {
        const length = spanOf(count, unit);
        return length && { length };
      },
    ],
    ['starting|beginning|start|starts|from on|from|in? the? <anyDay>', (start: Day): Meaning => ({ start })],
  ],
};
