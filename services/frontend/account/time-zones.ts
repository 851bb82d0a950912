/** Every zone the browser knows, and UTC and `chosen`, which it may know without telling; by name. */
export function timeZones(chosen?: string): string[] {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  if (chosen) zones.add(chosen);
  return [...zones].sort();
}

/** As people read it: `America/New_York` is `America/New York`. */
export function zoneLabel(zone: string): string {
  return zone.replaceAll('_', ' ');
}

/** How far its clocks are from UTC at that instant, such as `GMT+1` or `GMT−3:30`. */
export function offsetOf(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.replace('-', '−');
}

/** Whether what was typed means this zone: every word occurs, whatever its case and accents. */
export function zoneMatches(zone: string, typed: string): boolean {
  const name = zoneLabel(zone).toLowerCase();
  const words = typed
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[\s/_]+/);
  return words.every((word) => name.includes(word));
}
