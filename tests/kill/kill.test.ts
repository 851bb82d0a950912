import assert from 'node:assert/strict';
import { runKillTest } from './kill-run.ts';
import { failures, printReport } from './report.ts';

describe('the system under SIGKILL', () => {
  it('keeps every acknowledged write, and has every effect exactly once', async () => {
    const report = await runKillTest({ tasks: 60, kills: 12, workersPerUser: 2 });
    printReport(report, (line) => process.stdout.write(`      ${line}\n`));
    assert.equal(report.completed, report.created);
    assert.ok(report.created >= 60, 'the kills met work, which goes on for as long as there are kills');
    assert.equal(
      Object.values(report.kills).reduce((sum, count) => sum + count, 0),
      12,
    );
    assert.deepEqual(failures(report), []);
  });
});
