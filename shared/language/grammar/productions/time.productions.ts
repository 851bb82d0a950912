import type { Grammar } from '../notation.ts';
import type { Clock, PartOfDay } from '../values.ts';

type Half = 'am' | 'pm' | 'either';

const clock = (hour: number, minute = 0): Clock | undefined =>
  hour <= 24 && minute <= 59 && hour * 60 + minute <= 24 * 60 ? { hour, minute, exact: false } : undefined;
const exact = (hour: number, minute = 0): Clock | undefined => {
  const time = clock(hour, minute);
  return time && { ...time, exact: true };
};
const midnight: Clock = { hour: 0, minute: 0, exact: true, midnight: true };

function withHalf(hour: number, minute: number, half: Half): Clock | undefined {
  if (hour < 1 || hour > 12) return half === 'pm' && hour < 24 ? exact(hour, minute) : undefined;
  if (half === 'either') return clock(hour, minute);
  return exact((hour % 12) + (half === 'pm' ? 12 : 0), minute);
}

const past = (minute: number, { hour, exact }: Clock): Clock => ({ hour, minute, exact });
const to = (minutes: number, { hour, exact }: Clock): Clock => ({
  hour: exact ? (hour + 23) % 24 : hour === 1 ? 12 : hour - 1,
  minute: 60 - minutes,
  exact,
});

/** Times of day. */
export const timeProductions: Grammar['productions'] = {
  half: [
    ['am', () => 'am'],
    ['pm', () => 'pm'],
    ['a .? m .', () => 'am'],
    ['p .? m .', () => 'pm'],
    ['a .? m', () => 'am'],
    ['p .? m', () => 'pm'],
    ['ampm', () => 'either'],
  ],
  /** One letter says little: only behind minutes or "at". */
  shortHalf: [
    ['a', () => 'am'],
    ['p', () => 'pm'],
  ],
  hourName: [
    ['<hour12>', (hour: number) => hour],
    ['<hourWord>', (hour: number) => hour],
  ],
  hourWord: [
    ['<ones>', (hour: number) => hour],
    ['<teens>', (hour: number) => (hour <= 12 ? hour : undefined)],
  ],
  minuteName: [
    ['<upTo59>', (minute: number) => minute],
    ['<word>', (minute: number) => (minute <= 59 ? minute : undefined)],
  ],
  quarter: [['a? quarter', () => 15]],
  fullHour: [
    ['<hourName> <half>', (hour: number, half: Half) => withHalf(hour, 0, half)],
    ['<hourName> <oclock>?', (hour: number) => clock(hour)],
  ],
  colon: [
    ['<paddedHour> ~: ~<minute>', (hour: number, minute: number) => [hour, minute, true]],
    ['<paddedHour> ~: ~<minute> ~: ~<minute>', (hour: number, minute: number) => [hour, minute, true]],
    ['<hour> ~: ~<minute>', (hour: number, minute: number) => [hour, minute]],
    ['<hour> ~: ~<minute> ~: ~<minute>', (hour: number, minute: number) => [hour, minute]],
  ],
  oclock: [["o'clock|oclock", () => true]],
  /** A time that nothing else can be meant by, or hardly. */
  clock: [
    ['<hour12> <half>', (hour: number, half: Half) => withHalf(hour, 0, half)],
    ['<hour> ~<half>', (hour: number, half: Half) => withHalf(hour, 0, half)],
    ['<hour12> .? ~<half>', (hour: number, half: Half) => withHalf(hour, 0, half)],
    ['<colon> .? <half>', ([hour, minute]: [number, number], half: Half) => withHalf(hour, minute, half)],
    ['<colon> ~<shortHalf>', ([hour, minute]: [number, number], half: Half) => withHalf(hour, minute, half)],
    ['<hour12> ~. ~<minute> <half>', withHalf],
    ['<hourName> <minuteWords>? <half>', (hour: number, minute = 0, half: Half) => withHalf(hour, minute, half)],
    ['<hour12> <oclock> <half>', (hour: number, _: true, half: Half) => withHalf(hour, 0, half)],
    ['<colon>', ([hour, minute, padded]: [number, number, boolean?]) => (padded ? exact : clockOrExact)(hour, minute)],
    ['<colon> uhr|hrs|hours|h', ([hour, minute]: [number, number]) => exact(hour, minute)],
    ['<hour> ~h ~<minute>', exact],
    ['<hour> ~h', (hour: number) => exact(hour)],
    ['<hour> uhr', (hour: number) => exact(hour)],
    ['<fourDigits> hours|hrs', (digits: number) => exact(Math.floor(digits / 100), digits % 100)],
    ['<hourName> <oclock>', (hour: number) => clock(hour)],
    ['half past <fullHour>', (time: Clock) => past(30, time)],
    ['<quarter> past|after <fullHour>', past],
    ['<quarter> to|before|till|of <fullHour>', to],
    ['<minuteName> past <fullHour>', past],
    ['<minuteName> minutes|mins|min past|after <fullHour>', past],
    ['<minuteName> minutes|mins|min to|before|till <fullHour>', to],
    ['noon|midday', () => exact(12)],
    ['<hour12> noon', (hour: number) => (hour === 12 ? exact(12) : undefined)],
    ['noonish', () => exact(12)],
    ['midnight', () => midnight],
    ['<hour12> midnight', (hour: number) => (hour === 12 ? midnight : undefined)],
    ['mid ~-? night', () => midnight],
    ['<hour> ~-? ish', (hour: number) => clock(hour)],
    ['the? eod', () => exact(23, 59)],
    ['the? end of the? day', () => exact(23, 59)],
  ],
  minuteWords: [
    ['<teens>', (minute: number) => minute],
    ['<tens> -? <ones>', (tens: number, ones: number) => (tens <= 50 ? tens + ones : undefined)],
    ['<tens>', (minute: number) => (minute <= 50 ? minute : undefined)],
    ['oh|o <ones>', (minute: number) => minute],
  ],
  /** A number that is an hour because "at" stands before it. */
  hourAfterAt: [
    ['<paddedHour>', (hour: number) => exact(hour)],
    ['<hour>', (hour: number) => (hour > 0 ? clockOrExact(hour, 0) : undefined)],
    ['<minuteName> past|after <fullHour>', past],
    ['<minuteName> to|before|till <fullHour>', to],
    ['<hour> ~<shortHalf>', (hour: number, half: Half) => withHalf(hour, 0, half)],
    ['<hour> ~. ~<minute>', (hour: number, minute: number) => clockOrExact(hour, minute)],
    ['<fourDigits> ~h?', (digits: number) => exact(Math.floor(digits / 100), digits % 100)],
    ['<hourWord>', (hour: number) => (hour > 1 ? clock(hour) : undefined)],
    ['<hourName> <minuteWords> minutes?', clock],
    ['half <hourName>', (hour: number) => clock(hour, 30)],
  ],
  partName: [['early|late? <part>', (part: PartOfDay) => part]],
};

/** From 13:00 on there is no doubt, nor in the first hour of a day. */
function clockOrExact(hour: number, minute: number): Clock | undefined {
  return hour === 0 || hour > 12 ? exact(hour, minute) : clock(hour, minute);
}
