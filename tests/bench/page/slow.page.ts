import type { CDPSession, Page } from 'playwright-core';
import { median } from '../measure.ts';

/** What a page that is slowed down takes, in ms. */
export interface Times {
  readonly median: number;
  readonly most: number;
}

interface Recorder {
  interactions: { start: number; ms: number }[];
  /** What a task of the main thread takes beyond 50 ms. */
  blockedMs: number;
  frames: number[];
}

declare global {
  interface Window {
    recorder: Recorder;
  }
}

/** Runs in the page, before anything else there. */
export function record(): void {
  const recorder: Recorder = { interactions: [], blockedMs: 0, frames: [] };
  window.recorder = recorder;
  const observe = (type: string, look: (entry: PerformanceEntry) => void, options = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(look)).observe({ type, buffered: true, ...options });
  observe('longtask', ({ duration }) => {
    recorder.blockedMs += duration - 50;
  });
  observe(
    'event',
    (entry) => {
      const { interactionId } = entry as PerformanceEntry & { interactionId: number };
      if (interactionId) recorder.interactions.push({ start: entry.startTime, ms: entry.duration });
    },
    { durationThreshold: 16 },
  );
}

/** The time from each input of this act to the next picture, as for "interaction to next paint". Inputs below 16 ms count as 16. */
export async function interaction(page: Page, act: () => Promise<unknown>): Promise<number> {
  const start = await page.evaluate(() => performance.now());
  await act();
  return page.evaluate(async (start) => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const idle = () => new Promise((resolve) => requestIdleCallback(resolve));
    // An entry is there once its picture was shown.
    for (let round = 0; round < 3; round += 1) await nextFrame().then(idle);
    const times = window.recorder.interactions.filter((one) => one.start >= start).map(({ ms }) => ms);
    return Math.max(16, ...times);
  }, start);
}

export function timesOf(all: readonly number[]): Times {
  return { median: median(all), most: Math.max(...all) };
}

export interface Frames {
  readonly perSecond: number;
  readonly longestMs: number;
}

/** Scrolls by a finger, and counts the frames that the main thread takes part in. */
export async function scroll(page: Page, devTools: CDPSession, distance: number): Promise<Frames> {
  await page.evaluate(() => {
    const frames: number[] = [];
    window.recorder.frames = frames;
    const count = (time: number) => {
      if (window.recorder.frames !== frames) return;
      frames.push(time);
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  const start = await page.evaluate(() => performance.now());
  await devTools.send('Input.synthesizeScrollGesture', {
    x: 640,
    y: 400,
    yDistance: -distance,
    speed: 3000,
    gestureSourceType: 'touch',
    preventFling: true,
  });
  return page.evaluate((start) => {
    const frames = window.recorder.frames.filter((time) => time >= start);
    window.recorder.frames = [];
    const gaps = frames.slice(1).map((time, index) => time - frames[index]!);
    return { perSecond: (1000 * gaps.length) / (frames.at(-1)! - frames[0]!), longestMs: Math.max(...gaps) };
  }, start);
}
