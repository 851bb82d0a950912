import { parseArgs } from 'node:util';
import { findKnee, holds } from '../load/knee.ts';
import { calibrate } from './calibrate.ts';
import { meanCost, parts, readCosts } from './costs.ts';
import { dayOf, hours } from './day.ts';
import { heading, longestQueue, row } from './outcome.table.ts';
import { seededRandom } from './queue/random.ts';
import { Timeline } from './queue/timeline.ts';
import { type Outcome, type Period, replay } from './replay.ts';
import { type Deployment, oneMachine, SystemModel } from './system.model.ts';

/**
 * Simulates a day of many people, with an hour in some seconds, and then rising rates until responses take too long, as
 * `npm run load` does with the real system. The costs of requests were measured by `npm run simulate -- --calibrate`, which needs
 * a machine without other work.
 */
const { values } = parseArgs({
  options: {
    calibrate: { type: 'boolean', default: false },
    people: { type: 'string', default: '100000' },
    requests: { type: 'string', default: '50' },
    'seconds-an-hour': { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});
const [people, requestsEach, secondsAnHour] = [values.people, values.requests, values['seconds-an-hour']].map(Number);

/** As long as a step of `npm run load`. */
const secondsAStep = 15;
const larger: readonly Deployment[] = [
  { backends: 1, postgresCores: 1, websockets: 1 },
  { backends: 2, postgresCores: 2, websockets: 2 },
  { backends: 4, postgresCores: 4, websockets: 2 },
  { backends: 8, postgresCores: 4, websockets: 3 },
  { backends: 8, postgresCores: 8, websockets: 3 },
  { backends: 16, postgresCores: 16, websockets: 4 },
];

const say = (line = '') => process.stdout.write(`${line}\n`);
const costs = values.calibrate ? await calibrate(2, say) : await readCosts();

function simulate(deployment: Deployment, periods: readonly Period[]): Outcome[] {
  return replay(new SystemModel(new Timeline(), seededRandom(Number(values.seed)), costs, deployment), periods);
}

function kneeOf(deployment: Deployment, firstRate: number, each?: (outcome: Outcome) => void) {
  return findKnee(firstRate, (rate) => {
    const [outcome] = simulate(deployment, [{ rate, seconds: secondsAStep }]);
    each?.(outcome!);
    return outcome!;
  });
}

say(`Costs of ${costs.measured}. A request of the mix takes, in ms of a processor:`);
say(parts.map((part) => `${part} ${meanCost(costs, part).toFixed(2)}`).join(', '));

say(`\nA day of ${people!.toLocaleString('en')} people, ${requestsEach} requests each, on one machine of two cores.`);
say(`An hour lasts ${secondsAnHour} s. Queues are mean lengths, with what is being served.\n`);
say(`hour  ${heading}`);
for (const [hour, outcome] of simulate(oneMachine, dayOf(people!, requestsEach!, secondsAnHour!)).entries())
  say(`${hour.toString().padStart(4)}  ${row(outcome)}`);

say(`\nRising rates on that machine, ${secondsAStep} s each, the client included.\n`);
say(`      ${heading}`);
const knee = await kneeOf(oneMachine, 100, (outcome) => say(`${holds(outcome) ? '  ok ' : 'LATE '} ${row(outcome)}`));
if (knee) say(`\nThe knee: ${knee.wanted} requests/s, with p50 ${knee.p50.toFixed(0)}, p95 ${knee.p95.toFixed(0)} ms.`);

say('\nLarger systems: each replica has a core, PostgreSQL has some, and the client is elsewhere.\n');
say('backends  PostgreSQL cores  websockets   knee/s   p95 ms   people   longest queue');
for (const deployment of larger) {
  const outcome = await kneeOf(deployment, 250 * deployment.backends);
  if (!outcome) continue;
  const { backends, postgresCores, websockets } = deployment;
  const columns = [backends, postgresCores, websockets, outcome.wanted, Math.round(outcome.p95)];
  const figures = columns.map((figure, index) => String(figure).padStart([8, 18, 12, 9, 9][index]!)).join('');
  say(`${figures}${mostPeople(outcome.wanted).padStart(9)}   ${longestQueue(outcome)}`);
}

/** The people whose busiest hour has this rate. */
function mostPeople(rate: number): string {
  return `${((rate * 3600 * 1000) / Math.max(...hours) / requestsEach! / 1e6).toFixed(1)} M`;
}
