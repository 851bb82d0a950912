import assert from 'node:assert/strict';
import { runKillTest } from './kill-run.ts';
import { failures, printReport } from './report.ts';

describe('the system under SIGKILL', () => {
  it('keeps every acknowledged write, and has every effect exactly once', async function () {
    this.timeout(180_000);
    const report = await runKillTest({ tasks: 60, kills: 12 });
    printReport(report, (line) => process.stdout.write(`      ${line}\n`));
    assert.equal(report.completed, report.created);
    assert.ok(report.created >= 60 && report.failedRequests > 0, 'the kills met work');
    assert.deepEqual(failures(report), []);
  });
});
