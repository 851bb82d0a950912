import type { Grammar } from '../notation.ts';

/** The prepositions of days and times; each is taken out of the title with them. */
export const leadProductions: Grammar['productions'] = {
  dayLead: [
    ['due|deadline ~:? on', () => 'due'],
    ['on', () => 'on'],
    ['<plainLead>', (lead: string) => lead],
    ['sometime|some on|in?', () => 'on'],
    ['starting|beginning|start on', () => 'starting'],
    ['by|before the', () => 'on'],
  ],
  /** Those that also stand before "tomorrow", where "on" and "in" belong to the verb: "turn the heating on tomorrow". */
  plainLead: [
    ['due|deadline ~:? by|at|until|before|for?', () => 'due'],
    ['by|before|for', () => 'on'],
    ['until|till|til', () => 'until'],
    ['up to', () => 'until'],
    ['starting|beginning|start from|in?', () => 'starting'],
    ['from', () => 'starting'],
    ['around|sometime', () => 'on'],
  ],
  holidayLead: [
    ['on|by|before|for|until|at|over', () => 'on'],
    ['due on|by?', () => 'due'],
  ],
  timeLead: [
    ['due|deadline ~:? at|by|before?', () => 'due'],
    ['at|@|by|before|until|till|til|from|for', () => 'at'],
    [
      'at|@|by|before|until|till|from|for? around|about|circa|ca|approximately|approx|roughly|exactly|latest .?',
      () => 'at',
    ],
    ['starting|beginning at|from?', () => 'at'],
  ],
};
