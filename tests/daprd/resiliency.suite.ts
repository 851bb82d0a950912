import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { InvocationError } from '../../shared/dapr/sidecar.errors.ts';
import { createSidecar } from '../../shared/dapr/sidecar.ts';
import { eventually } from '../support/eventually.ts';
import {
  completeRecurring,
  isSuccessorOf,
  startResiliencySystem,
  successors,
  type TestSystem,
} from './resiliency.system.ts';

/** daprd's default values for an exponential policy, which the component files do not change. */
const [firstPauseMs, longestPauseMs, growth, spread] = [500, 2_000, 1.5, 0.5];
/** The time that a delivery itself may take on a busy machine, in addition to its pause. */
const deliveryMs = 1_500;

const say = (line: string) => process.stdout.write(`      ${line}\n`);

describe('an event that can never be processed, on daprd and Kafka', function () {
  this.timeout(120_000);
  const maxRetries = 5;
  let testSystem: TestSystem;
  let doomed: string;
  let healthy: string;

  before(async () => {
    testSystem = await startResiliencySystem({ maxRetries });
    testSystem.backend.responseFor = (request) => (doomed && isSuccessorOf(doomed, request) ? 500 : undefined);
    const { body } = await testSystem.ada.post('/api/tasks', {
      title: 'Doomed',
      due: { date: '2030-01-31', time: '09:00' },
      recurrence: { frequency: 'daily' },
    });
    doomed = body.id;
    await testSystem.ada.post(`/api/tasks/${doomed}/complete`);
    await eventually('its completion was delivered', () => completions(doomed).length > 0);
    healthy = await completeRecurring(testSystem.ada);
  });
  after(() => testSystem?.stop());

  const completions = (taskId: string) =>
    testSystem.delivered.filter((each) => each.taskId === taskId && each.type === 'task.completed.v1');
  const letters = async () => {
    const { rows } = await testSystem.database.query('select topic, event from dead_letter');
    return rows.map(({ topic, event }) => `${topic} ${event.type} ${event.subject}`);
  };

  it('is retried as often as the policy says, with growing pauses, and then recorded as a dead letter', async () => {
    await eventually('the dead letter is recorded', async () => (await letters()).length > 0, 60_000);
    const times = completions(doomed).map(({ at }) => at);
    assert.equal(times.length, 1 + maxRetries);
    const pauses = times.slice(1).map((at, index) => at - times[index]!);
    say(`pauses of ${pauses.join(', ')} ms`);
    for (const [index, pause] of pauses.entries()) {
      const usual = Math.min(firstPauseMs * growth ** index, longestPauseMs);
      assert.ok(
        pause >= usual * (1 - spread) && pause <= usual * (1 + spread) + deliveryMs,
        `pause ${index + 1} of ${pause} ms, usually ${usual} ms`,
      );
    }
    assert.deepEqual(await letters(), [`task-events task.completed.v1 ${doomed}`]);
    assert.equal(await successors(testSystem.database, doomed), 0);
  });

  it('keeps no other event from being processed, though it may keep them waiting', async () => {
    await eventually('the other has its successor', async () => (await successors(testSystem.database, healthy)) === 1);
    const given = completions(doomed).at(-1)!.at;
    const waited = completions(healthy)[0]!.at >= given;
    // A bulk subscription processes one bulk at a time for all partitions, with all its retries.
    say(`the other came ${waited ? 'after the last attempt' : 'between the attempts'}`);
    assert.equal((await letters()).length, 1, 'and is no dead letter');
  });

  it('takes effect once when it is replayed to a consumer that works again', async () => {
    assert.match(await testSystem.deadLetters(), new RegExp(`task-events.*${doomed}.*\n1 dead letters\\.`));
    testSystem.backend.responseFor = () => undefined;
    assert.match(await testSystem.deadLetters('replay'), /^1 events are in the outbox again/);
    await eventually('it has its successor', async () => (await successors(testSystem.database, doomed)) > 0);
    // When a later event of the same partition is processed, no further delivery of this one can follow.
    const marker = await completeRecurring(testSystem.ada);
    await eventually('the next has its successor', async () => (await successors(testSystem.database, marker)) === 1);
    assert.equal(completions(doomed).length, 1 + maxRetries + 1);
    assert.equal(await successors(testSystem.database, doomed), 1);
    assert.deepEqual(await letters(), []);
  });
});

describe('the circuit breaker between recurring and backend, on daprd, as it is deployed', function () {
  this.timeout(180_000);
  const trip = 10;
  const openMs = 1_000;
  /** The tolerance for comparing the timers of two processes. */
  const slackMs = 100;
  let testSystem: TestSystem;
  let task: string;
  let calls: { at: number; failed: boolean }[];

  before(async () => {
    testSystem = await startResiliencySystem();
    calls = [];
  });
  after(() => testSystem?.stop());

  /** Sends the recurring service's request through its sidecar and returns how it ended. */
  const requestSuccessor = async (taskId = task) => {
    const port = testSystem.system.ports.RECURRING_DAPR_PORT;
    const sidecar = createSidecar({ port, apiToken: testSystem.system.secrets.tokens.recurring.apiToken });
    const body = { taskId, completedAt: '2020-01-01T00:00:00Z' };
    try {
      await sidecar.invoke({ appId: 'backend', method: 'POST', path: 'internal/successors', body });
      return 'succeeded';
    } catch (error) {
      if (!(error instanceof InvocationError)) throw error;
      return JSON.stringify(error.body).includes('circuit breaker is open') ? 'open' : `failed ${error.status}`;
    }
  };

  it('opens after ten failures in a row, and the sidecar then responds without calling the backend', async () => {
    let failing = true;
    testSystem.backend.responseFor = (request) => {
      if (!task || !isSuccessorOf(task, request)) return undefined;
      calls.push({ at: Date.now(), failed: failing });
      return failing ? 503 : undefined;
    };
    const { body } = await testSystem.ada.post('/api/tasks', {
      title: 'Water',
      due: { date: '2030-01-31', time: '09:00' },
      recurrence: { frequency: 'daily' },
    });
    task = body.id;
    await testSystem.ada.post(`/api/tasks/${task}/complete`);

    const outcomes: string[] = [];
    const requestOnce = async () => {
      outcomes.push(await requestSuccessor());
    };
    await eventually('it is open', async () => {
      await requestOnce();
      return outcomes.includes('open');
    });
    assert.equal(calls.length, trip);
    assert.equal(await requestSuccessor(randomUUID()), 'open', 'whatever task it is about');
    // Under constant requests, the breaker lets one trial through whenever its time-out is over.
    await eventually('two more calls came through', async () => {
      await requestOnce();
      return calls.length >= trip + 2;
    });
    const gaps = calls.slice(trip).map(({ at }, index) => at - calls[trip + index - 1]!.at);
    say(
      `${outcomes.filter((outcome) => outcome === 'open').length} requests answered by the sidecar; trials after ${gaps.join(' and ')} ms`,
    );
    for (const gap of gaps) assert.ok(gap > openMs - slackMs && gap < 2 * openMs, `a trial after ${gap} ms`);
    assert.equal(calls.length, trip + 2, 'one call a trial');
    failing = false;
  });

  it('closes when the backend works again, and the missing successor is created once', async () => {
    await eventually('the next trial succeeds', async () => (await requestSuccessor()) === 'succeeded');
    const trial = calls[trip + 2]!;
    assert.ok(trial.at - calls[trip + 1]!.at > openMs - slackMs, 'not before its time');
    assert.equal(trial.failed, false);
    assert.deepEqual(
      [await requestSuccessor(), await requestSuccessor(), await requestSuccessor()],
      ['succeeded', 'succeeded', 'succeeded'],
    );
    await eventually('the successor is there', async () => (await successors(testSystem.database, task)) > 0, 60_000);
    assert.equal(await successors(testSystem.database, task), 1);
    const { rowCount } = await testSystem.database.query('select from dead_letter');
    assert.equal(rowCount, 0);
  });
});
