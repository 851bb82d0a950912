import ical from 'node-ical';

// It sets a global `Temporal` of an older version, which other libraries would take for theirs.
Reflect.deleteProperty(globalThis, 'Temporal');

export { ical };
