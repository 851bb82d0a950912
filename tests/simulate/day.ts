import type { Period } from './replay.ts';

/** How many of a thousand requests of a day come in each of its hours. The busiest has a tenth. */
export const hours = [
  10, 6, 4, 3, 4, 8, 22, 45, 75, 95, 100, 88, 70, 72, 80, 78, 66, 54, 40, 30, 22, 14, 8, 6,
] as const;

/** A day of so many people, each of whom sends so many requests. Each hour lasts only some seconds, at its rate. */
export function dayOf(people: number, requestsEach: number, secondsAnHour: number): Period[] {
  return hours.map((share) => ({ rate: (people * requestsEach * share) / 1000 / 3600, seconds: secondsAnHour }));
}
