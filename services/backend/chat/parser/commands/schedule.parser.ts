import { Temporal } from 'temporal-polyfill';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { isPast, wallClock } from '../../../../../shared/language/wall-clock.ts';
import type { Duration, SlotValues } from '../grammar/slots.ts';
import type { Reference } from '../objects/reference.ts';
import type { Command } from './command.ts';
import { type CompiledProduction, chained, firstCommand, type Production, productions } from './production.ts';

interface Which {
  which: Reference;
}

const written: Production[] = [
  [
    'snooze <which:object> for|by <by:duration>',
    ({ which, by }: Which & { by: Duration }, reader) => ({ do: 'snooze', which, until: after(by, reader) }),
  ],
  ['snooze <which:object> until|till|to|for|on|by? <when:when>', untilWhen],
  ['snooze <which:object> at|until_at|till_at <when:hour>', untilWhen],
  [
    'snooze <which:object> <by:duration>',
    ({ which, by }: Which & { by: Duration }, reader) => ({ do: 'snooze', which, until: after(by, reader) }),
  ],
  [
    'remind_me|nudge_me|ping_me again|later? about|of <which:object> again? in|after <by:duration>',
    ({ which, by }: Which & { by: Duration }, reader) => ({ do: 'snooze', which, until: after(by, reader) }),
  ],
  ['remind_me|nudge_me|ping_me again about|of <which:object> on|at? <when:when>', untilWhen],
  ['remind_me|nudge_me|ping_me about|of <which:object> again on|at? <when:when>', untilWhen],
  [
    'snooze <which:object>',
    () => ({ do: 'say', text: 'Until when? Say, for example, "snooze rent until tomorrow at 9".' }),
  ],
];
const snoozes = productions(written);

/** "Snooze rent until tomorrow": without a time of day, until nine in the morning. */
export function parseSnooze(text: string, reader: Reader): Command | undefined {
  return firstCommand(text, snoozes, reader);
}

function untilWhen({ which, when }: Which & { when: SlotValues['when'] }, { timeZone, now }: Reader): Command {
  const wall = wallClock(timeZone, now);
  const time = when.time ?? '09:00';
  let date = when.date ?? wall.toPlainDate().toString();
  if (!when.date && isPast({ date, time }, wall)) date = wall.toPlainDate().add({ days: 1 }).toString();
  const zoned = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: time });
  return { do: 'snooze', which, until: zoned.toInstant().toString() };
}

const skip = ({ which }: Which): Command => ({ do: 'skip', which });
const skipDuring = ({ which, when }: Which & { when: SlotValues['period'] }): Command => ({
  do: 'skip',
  which,
  period: when,
});

const skipping = "skip|i'm_skipping|i_am_skipping|i'll_skip|i_will_skip|i_want_to_skip|i'm_going_to_skip";

/** A title may end with the words that say when, so that the whole text is looked up first, and then as each of these. */
const skips: readonly (readonly CompiledProduction[])[] = [
  [`${skipping} <which:object>`, skip] as const,
  [`${skipping} the? next|this|current? occurrence|instance of <which:object>`, skip] as const,
  [`${skipping} <which:object> for|just? this_time|this_once|once|now`, skip] as const,
  [`${skipping} the|my next|current <which:object>`, skip] as const,
  [`${skipping} the? <when:possessive> <which:object>`, skipDuring] as const,
  [`${skipping} <which:object> on|for? <when:period>`, skipDuring] as const,
  ['give <which:object> a_miss on|for? <when:period>', skipDuring] as const,
  ['give <which:object> a_miss', skip] as const,
].map((production) => productions([production]));

/** "Skip the rent this month". */
export function parseSkip(text: string, reader: Reader): Command | undefined {
  const readings = skips.flatMap((known) => firstCommand(text, known, reader) ?? []);
  return readings.length > 0 ? chained(readings) : undefined;
}

/** Returns the instant after a duration from now. Only snoozing counts from now. */
function after(by: Duration, { timeZone, now }: Reader): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  return zoned.add(by).round('minute').toInstant().toString();
}
