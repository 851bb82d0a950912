import type { Context, Suite } from 'mocha';

/**
 * Starts something before the tests of the suite that calls this, and stops it after them.
 * @returns an object that holds what was started once the tests run; before that it is empty.
 */
export function useStarted<T extends { stop(): unknown }>(start: () => Promise<T>): T {
  const started = {} as T;
  before(async function () {
    Object.assign(started, await start());
    stopsOf(this).push(() => started.stop());
  });
  // Later parts may use earlier ones, so the first of these hooks stops everything in reverse order.
  after(async function () {
    const errors: unknown[] = [];
    for (const stop of stopsOf(this).splice(0).reverse()) {
      try {
        await stop();
      } catch (error) {
        errors.push(error); // What could not be stopped must not keep the rest.
      }
    }
    if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateError(errors, errors.join('\n'));
  });
  return started;
}

/** The same for each test: it is started before, and stopped after every one of them. */
export function useStartedPerTest<T extends { stop(): unknown }>(start: () => Promise<T>): T {
  const started = {} as T;
  beforeEach(async () => void Object.assign(started, await start()));
  afterEach(() => started.stop?.());
  return started;
}

const stops = new WeakMap<Suite, (() => unknown)[]>();

function stopsOf({ test }: Context): (() => unknown)[] {
  const suite = test?.parent as Suite;
  const existing = stops.get(suite);
  if (existing) return existing;
  const created: (() => unknown)[] = [];
  stops.set(suite, created);
  return created;
}
