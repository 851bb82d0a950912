const days = [
  ...['today', 'tomorrow', 'day after tomorrow', 'friday', 'on friday', 'by next tuesday', 'next week', 'this weekend'],
  ...[
    'in 3 days',
    'in two weeks',
    'a week from friday',
    'friday week',
    '24 dec',
    'Dec 24th',
    'on the 24th of december',
  ],
  ...['2027-12-24', '24.12.2027', 'on 24/12', 'on the 15th', 'sat 9am', 'end of next month', '3rd thursday of january'],
];
const times = [
  ...[
    'tonight',
    'tomorrow morning',
    'at 17:30',
    'at 5',
    '@6pm',
    'friday at half past 8',
    'in 2 hours',
    'in an hour and a half',
  ],
  ...[
    'tomorrow at 8 in the evening',
    'tomorrow at midnight',
    '24.12. 14:30',
    'tomorrow 5pm EST',
    '2027-02-01T09:00',
    'at noon',
  ],
];
const rules = [
  ...[
    'every day',
    'daily at 8am',
    'every other week',
    'every mon wed fri',
    'every weekday except friday at 9',
    'every 15th',
  ],
  ...[
    'every last friday',
    'first monday of every month',
    'every 1 january',
    'every week x10',
    'every day until 5.12.2029',
  ],
  ...['every! 3 days', '3 days after completion', 'every friday starting tomorrow', 'every morning', 'every quarter'],
];

/** Phrases of every kind that are understood, whenever they are typed at the end of a text. */
export const phrases = [...days, ...times, ...rules];

/** Phrases that look like dates, and are none that a task can have. */
export const unreadablePhrases = [
  ...[
    'every hour',
    'every 30 minutes',
    'twice a day',
    'at 8am and 8pm',
    'every day at 8 and 10',
    'tomorrow and friday',
  ],
  ...[
    'mon wed fri',
    'from 3 Dec to 7 Dec',
    'tomorrow 9-10am',
    'friday to sunday',
    'tomorrow at 3pm for 2 hours',
    'in a few days',
  ],
  ...[
    'by june 2027',
    'in 2-3 days',
    '20 nov 2026',
    'yesterday',
    'sat 6 dec',
    'every monday and every friday',
    'between 3 and 5 dec',
  ],
];
