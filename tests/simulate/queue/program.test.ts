import assert from 'node:assert/strict';
import { Host } from './host.ts';
import { Program } from './program.ts';
import { seededRandom } from './random.ts';
import { Timeline } from './timeline.ts';

/** Lets work arrive at random, 200 000 times, and returns what was seen. Times are in ms. */
function observe(perMs: number, serviceMs: number, { threads = 1, cores = 1 }, seed = 7) {
  const [timeline, random] = [new Timeline(), seededRandom(seed)];
  const host = new Host(timeline, cores);
  const program = new Program(timeline, host, threads);
  const count = 200_000;
  let [sum, arrived, lastEnd] = [0, 0, 0];
  const arrive = () => {
    const at = timeline.now;
    program.work(random.exponential(serviceMs), () => {
      sum += timeline.now - at;
      lastEnd = timeline.now;
    });
    arrived += 1;
    if (arrived < count) timeline.after(random.exponential(1 / perMs), arrive);
  };
  timeline.after(random.exponential(1 / perMs), arrive);
  timeline.runUntilEmpty();
  return {
    meanMs: sum / count,
    rate: count / lastEnd,
    meanLength: program.lengthMs / lastEnd,
    busy: host.usedMs / lastEnd,
  };
}

function near(actual: number, expected: number, share = 0.05) {
  assert.ok(Math.abs(actual - expected) <= share * expected, `${actual} is not near ${expected}`);
}

/** The mean time in an M/M/c queue, by Erlang's formula C. */
function erlang(perMs: number, serviceMs: number, servers: number): number {
  const load = perMs * serviceMs;
  let [term, sum] = [1, 0];
  for (let k = 0; k < servers; k += 1) {
    sum += term;
    term *= load / (k + 1);
  }
  const queued = (term * servers) / (servers - load);
  return serviceMs + ((queued / (sum + queued)) * serviceMs) / (servers - load);
}

describe('a simulated program', () => {
  it('with one thread takes as long as an M/M/1 queue', () => {
    for (const load of [0.3, 0.8]) near(observe(load, 1, { cores: 2 }).meanMs, 1 / (1 - load));
  });

  it('with several threads takes as long as an M/M/c queue', () => {
    assert.equal(erlang(0.8, 1, 1).toFixed(9), (1 / (1 - 0.8)).toFixed(9));
    for (const servers of [2, 5]) {
      near(observe(0.8 * servers, 1, { threads: servers, cores: servers }).meanMs, erlang(0.8 * servers, 1, servers));
    }
  });

  it('takes as long as an M/M/1 queue when any number of threads share a core', () => {
    near(observe(0.8, 1, { threads: Number.POSITIVE_INFINITY }).meanMs, 1 / (1 - 0.8));
  });

  it("keeps Little's law, and uses what the work needs", () => {
    const { meanLength, rate, meanMs, busy } = observe(1.6, 1, { threads: 3, cores: 2 });
    near(meanLength, rate * meanMs, 1e-9);
    near(busy, 1.6);
  });

  it('is the same for the same seed', () => {
    assert.deepEqual(observe(0.5, 1, {}, 3), observe(0.5, 1, {}, 3));
    assert.notDeepEqual(observe(0.5, 1, {}, 3), observe(0.5, 1, {}, 4));
  });
});

describe('a simulated host', () => {
  it('shares its cores evenly, and gives a thread one at most', () => {
    const timeline = new Timeline();
    const host = new Host(timeline, 2);
    const ends: [string, number][] = [];
    const run = (name: string, ms: number) => host.run(ms, () => ends.push([name, timeline.now]));
    run('short', 1);
    run('long', 3);
    timeline.after(0.5, () => run('later', 1));
    timeline.runUntilEmpty();
    // From 0.5 on, three threads have two thirds of a core each, until the short one ends.
    assert.deepEqual(
      ends.map(([name, at]) => [name, at.toFixed(9)]),
      [
        ['short', (1.25).toFixed(9)],
        ['later', (1.75).toFixed(9)],
        ['long', (3.25).toFixed(9)],
      ],
    );
    assert.equal(host.usedMs.toFixed(9), (5).toFixed(9));
  });
});
