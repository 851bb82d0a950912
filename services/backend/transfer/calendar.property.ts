/** A property of iCalendar in its JSON form (jCal, RFC 7265): name, parameters, type, values. */
export type Property = [name: string, parameters: Record<string, string>, type: string, ...values: unknown[]];

/** iCalendar knows no fractions of a second. */
export function instant(iso: string): string {
  return iso.replace(/\.\d+Z$/, 'Z');
}
