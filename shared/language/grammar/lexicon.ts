/** The words of the grammar: each category names the values that its words stand for. */
type Category = Record<string, string | number>;

/** Turns `{ 1: 'january jan' }` into `{ january: 1, jan: 1 }`. */
function numbered(lists: string[], first = 1): Category {
  return Object.fromEntries(lists.flatMap((words, index) => words.split(' ').map((word) => [word, index + first])));
}

function named(lists: Record<string, string>): Category {
  return Object.fromEntries(
    Object.entries(lists).flatMap(([value, words]) => words.split(' ').map((word) => [word, value])),
  );
}

const weekday = numbered([
  'monday mon mo monady',
  'tuesday tue tues tu tuseday teusday',
  'wednesday wed weds wednes wensday wendsday wednsday wedensday',
  'thursday thu thur thurs thrusday thurday thursay',
  'friday fri firday fryday',
  'saturday sat satur saterday saturaday',
  'sunday sun suday',
]);
// Two letters are too short to stand alone in a sentence.
delete weekday['mo'];
delete weekday['tu'];

export const lexicon = {
  weekday,
  weekdayPlural: numbered(['mondays', 'tuesdays', 'wednesdays', 'thursdays', 'fridays', 'saturdays', 'sundays']),
  month: numbered([
    'january jan januray janurary',
    'february feb febuary feburary',
    'march mar',
    'april apr apirl',
    'may',
    'june jun',
    'july jul',
    'august aug agust',
    'september sep sept septmber',
    'october oct ocotber',
    'november nov novemeber',
    'december dec decemeber',
  ]),
  unit: named({
    day: 'day days d dys',
    week: 'week weeks wk wks w',
    fortnight: 'fortnight fortnights',
    month: 'month months mo mos mth mths',
    quarter: 'quarter quarters',
    year: 'year years yr yrs y',
  }),
  clockUnit: named({ hour: 'hour hours hr hrs h', minute: 'minute minutes min mins m' }),
  part: named({
    morning: 'morning mornin',
    afternoon: 'afternoon arvo',
    evening: 'evening eve',
    night: 'night nite',
  }),
  ones: numbered(['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']),
  teens: numbered('ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' '), 10),
  tens: Object.fromEntries(
    'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, index) => [word, (index + 2) * 10]),
  ) as Category,
  ordinalWord: {
    ...numbered(
      'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth'.split(
        ' ',
      ),
    ),
    ...numbered('sixteenth seventeenth eighteenth nineteenth twentieth'.split(' '), 16),
    thirtieth: 30,
  } as Category,
  /** Time zones by the names that people put behind a time, as Temporal knows them. */
  zone: named({
    UTC: 'utc gmt z zulu',
    'Europe/London': 'uk',
    '+01:00': 'bst cet',
    '+02:00': 'cest eet',
    '+03:00': 'eest msk',
    '+05:30': 'ist',
    '+09:00': 'jst kst',
    '+10:00': 'aest',
    '+11:00': 'aedt',
    '-05:00': 'est cdt',
    '-04:00': 'edt',
    '-06:00': 'cst mdt',
    '-07:00': 'mst pdt',
    '-08:00': 'pst akdt',
    'America/New_York': 'et',
    'America/Chicago': 'ct',
    'America/Denver': 'mt',
    'America/Los_Angeles': 'pt',
  }),
  /** Only before "time". */
  wideZone: named({
    'America/New_York': 'eastern',
    'America/Chicago': 'central',
    'America/Denver': 'mountain',
    'America/Los_Angeles': 'pacific',
    'Europe/London': 'london british',
    'Europe/Berlin': 'berlin german',
  }),
  /** Words that are more than a weekday. */
  doubtfulWeekday: { sun: 7, sat: 6 } as Category,
  adverb: named({
    '1 day': 'daily everyday nightly',
    '1 week': 'weekly',
    '2 week': 'biweekly fortnightly',
    '1 month': 'monthly',
    '2 month': 'bimonthly',
    '3 month': 'quarterly',
    '6 month': 'semiannually',
    '1 year': 'yearly annually',
    '2 year': 'biennially',
  }),
} satisfies Record<string, Category>;
