/**
 * Returns all zones that the browser knows, with UTC and `chosen`, sorted by name. The browser may accept zones that it does not
 * list.
 */
export function timeZones(chosen?: string): string[] {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  if (chosen) zones.add(chosen);
  return [...zones].sort();
}

/** Returns the zone's name for people: `America/New York` for `America/New_York`. */
export function zoneLabel(zone: string): string {
  return zone.replaceAll('_', ' ');
}

/** Returns the zone's offset from UTC at that instant, such as `GMT+1` or `GMT−3:30`. */
export function offsetOf(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.replace('-', '−');
}

/** Tells whether every typed word occurs in the zone's name, ignoring case and accents. */
export function zoneMatches(zone: string, typed: string): boolean {
  const name = zoneLabel(zone).toLowerCase();
  const words = typed
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[\s/_]+/);
  return words.every((word) => name.includes(word));
}
