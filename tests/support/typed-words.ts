/** Words of dates, rules, tags and the like as people type them, words that look like these, and others. */
export const typedWords = [
  ...'every every! 2 weeks on mon and thu until 31 Jan tomorrow at 6pm 18:00 p1 #tag !30m before next friday in the'.split(
    ' ',
  ),
  ...'5th 2026-12-31 9999-12-31 9/11 , . " “ ” daily year x to rent is done Never EST \u2063 😀'.split(' '),
  'remind me',
  '30 min',
  '3 days',
  '5 times',
  'day after tomorrow',
  '  ',
  '\n',
];
