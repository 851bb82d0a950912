const units: [number, string][] = [
  [7 * 24 * 60, 'week'],
  [24 * 60, 'day'],
  [60, 'hour'],
  [1, 'minute'],
];

/** Writes `30 minutes before`, `1 day before` or `when due`. */
export function minutesInWords(minutesBefore: number): string {
  if (minutesBefore === 0) return 'when due';
  const [size, unit] = units.find(([size]) => minutesBefore % size === 0)!;
  const count = minutesBefore / size;
  return `${count} ${unit}${count === 1 ? '' : 's'} before`;
}
