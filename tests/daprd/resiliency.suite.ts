import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { InvocationError } from '../../shared/dapr/sidecar.errors.ts';
import { createSidecar } from '../../shared/dapr/sidecar.ts';
import { eventually } from '../support/eventually.ts';
import { completeRecurring, isSuccessorOf, startTestSystem, successors, type TestSystem } from './resiliency.system.ts';

/** daprd's own figures for an exponential policy, which ours leaves as they are. */
const [firstPauseMs, growth, spread] = [500, 1.5, 0.5];
/** What a delivery takes besides the pause before it, on a busy machine. */
const deliveryMs = 1_500;

const say = (line: string) => process.stdout.write(`      ${line}\n`);

describe('an event that can never be processed, on daprd and Kafka', function () {
  this.timeout(120_000);
  const maxRetries = 5;
  let testSystem: TestSystem;
  let doomed: string;
  let healthy: string;

  before(async () => {
    testSystem = await startTestSystem({ maxRetries });
    testSystem.backend.responseFor = (asked) => (doomed && isSuccessorOf(doomed, asked) ? 500 : undefined);
    const { body } = await testSystem.ada.post('/api/tasks', {
      ...{ title: 'Doomed', due: { date: '2030-01-31', time: '09:00' }, recurrence: { frequency: 'daily' } },
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

  it('is delivered once and as often again as the policy says, with growing pauses, and then recorded', async () => {
    await eventually('the dead letter is recorded', async () => (await letters()).length > 0, 60_000);
    const times = completions(doomed).map(({ at }) => at);
    assert.equal(times.length, 1 + maxRetries);
    const pauses = times.slice(1).map((at, index) => at - times[index]!);
    say(`pauses of ${pauses.join(', ')} ms`);
    for (const [index, pause] of pauses.entries()) {
      const usual = firstPauseMs * growth ** index;
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
    // A bulk subscription takes one bulk at a time of all partitions, and tries it to the end.
    say(`the other came ${waited ? 'after the last attempt' : 'between the attempts'}`);
    assert.equal((await letters()).length, 1, 'and is no dead letter');
  });

  it('takes effect once when it is replayed to a consumer that is well again', async () => {
    assert.match(await testSystem.deadLetters(), new RegExp(`task-events.*${doomed}.*\n1 dead letters\\.`));
    testSystem.backend.responseFor = () => undefined;
    assert.match(await testSystem.deadLetters('replay'), /^1 events are in the outbox again/);
    await eventually('it has its successor', async () => (await successors(testSystem.database, doomed)) > 0);
    // What comes behind it on its partition shows that nothing more is to come of it.
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
  const openMs = 5_000;
  /** Timers of two processes are compared. */
  const slackMs = 100;
  let testSystem: TestSystem;
  let task: string;
  let calls: { at: number; failed: boolean }[];

  before(async () => {
    testSystem = await startTestSystem();
    calls = [];
  });
  after(() => testSystem?.stop());

  /** What the recurring service asks, by its sidecar; what it answers is told. */
  const ask = async (taskId = task) => {
    const port = testSystem.system.ports.RECURRING_DAPR_PORT;
    const sidecar = createSidecar({ port, apiToken: testSystem.system.secrets.daprApiToken });
    const body = { taskId, completedAt: '2020-01-01T00:00:00Z' };
    try {
      await sidecar.invoke({ appId: 'backend', method: 'POST', path: 'internal/successors', body });
      return 'answered';
    } catch (error) {
      if (!(error instanceof InvocationError)) throw error;
      return JSON.stringify(error.body).includes('circuit breaker is open') ? 'open' : `failed ${error.status}`;
    }
  };

  it('opens after ten failures in a row, and the sidecar answers by itself', async () => {
    let ill = true;
    testSystem.backend.responseFor = (asked) => {
      if (!task || !isSuccessorOf(task, asked)) return undefined;
      calls.push({ at: Date.now(), failed: ill });
      return ill ? 503 : undefined;
    };
    const { body } = await testSystem.ada.post('/api/tasks', {
      ...{ title: 'Water', due: { date: '2030-01-31', time: '09:00' }, recurrence: { frequency: 'daily' } },
    });
    task = body.id;
    await testSystem.ada.post(`/api/tasks/${task}/complete`);

    const answers: string[] = [];
    const asking = async () => {
      answers.push(await ask());
    };
    await eventually('it is open', async () => {
      await asking();
      return answers.includes('open');
    });
    assert.equal(calls.length, trip);
    assert.equal(await ask(randomUUID()), 'open', 'whatever task it is about');
    // SidecarRequest all the time, it lets one through each time that its time is over.
    await eventually('two more calls came through', async () => {
      await asking();
      return calls.length >= trip + 2;
    });
    const gaps = calls.slice(trip).map(({ at }, index) => at - calls[trip + index - 1]!.at);
    say(
      `${answers.filter((answer) => answer === 'open').length} requests answered by the sidecar; trials after ${gaps.join(' and ')} ms`,
    );
    for (const gap of gaps) assert.ok(gap > openMs - slackMs && gap < 2 * openMs, `a trial after ${gap} ms`);
    assert.equal(calls.length, trip + 2, 'one call a trial');
    ill = false;
  });

  it('closes when the app is well, and what was owed is done once', async () => {
    await eventually('the next trial is answered', async () => (await ask()) === 'answered');
    const trial = calls[trip + 2]!;
    assert.ok(trial.at - calls[trip + 1]!.at > openMs - slackMs, 'not before its time');
    assert.equal(trial.failed, false);
    assert.deepEqual([await ask(), await ask(), await ask()], ['answered', 'answered', 'answered']);
    await eventually('the successor is there', async () => (await successors(testSystem.database, task)) > 0, 60_000);
    assert.equal(await successors(testSystem.database, task), 1);
    const { rowCount } = await testSystem.database.query('select from dead_letter');
    assert.equal(rowCount, 0);
  });
});
