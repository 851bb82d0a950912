import { parseQuickAdd } from '../../shared/language/quick-add.ts';
import { wordsOfGrammar } from '../support/generated-phrases.ts';

// How long the language takes: for a line as people type it, and for 10 kB of repeats of each word of the grammar.

const options = { timeZone: 'Europe/Berlin', now: new Date('2026-11-26T13:30:00Z'), locale: 'en-GB' };
const line = 'Call mum tomorrow at 6pm about the trip to Rome, every week until 31 December 2027 #family p1 !30m ok';
const rows = [
  'monday and ',
  'every mon ',
  'every! ',
  'tomorrow x ',
  'at 5pm ',
  '12:00 ',
  'in 3 days ',
  'jan 5 ',
  '5 jan 2027 ',
  'the 1st ',
  '1st and ',
  'end of ',
  '#a ',
  '#',
  '+a ',
  '!30m ',
  '( tomorrow ) ',
  'three weeks and ',
  'half past ',
  '5pm est ',
  'for 2 weeks ',
  'x10 ',
  '2 days after ',
  '😀',
];
const marks = ['#', '"', '“', '(', '!', '/', '.', 'é', '😀', 'x'];
const repeated = [
  ...rows,
  ...[...marks, ...wordsOfGrammar(options.locale)].flatMap((word) => [word, `${word} `, `${word}-`]),
];
const rounds = 1000;
const longest = 10 * 1024;

/** The time of the processor in ms, which what else this machine does does not count for. */
function processorTime(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

const parseLine = () => {
  for (let round = 0; round < rounds; round += 1) parseQuickAdd(line, options);
};
parseLine();
process.stdout.write(`a line of ${line.length} characters: ${(processorTime(parseLine) / rounds).toFixed(2)} ms\n`);
const times = repeated.map((text) => {
  const typed = text.repeat(Math.ceil(longest / text.length)).slice(0, longest);
  const samples = [1, 2, 3].map(() => processorTime(() => parseQuickAdd(typed, options)));
  return { text, time: Math.min(...samples) };
});
process.stdout.write('10 kB of repeats, the slowest five:\n');
for (const { text, time } of times.sort((a, b) => b.time - a.time).slice(0, 5)) {
  process.stdout.write(`  ${JSON.stringify(text)}: ${time.toFixed(1)} ms\n`);
}
