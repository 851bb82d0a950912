import { runKillTest } from './kill-run.ts';
import { failures, printReport } from './report.ts';

const start = performance.now();
const report = await runKillTest({
  tasks: 1000,
  kills: 60,
  workersPerUser: 4,
  onProgress: (message) => process.stdout.write(`${Math.round((performance.now() - start) / 1000)} s  ${message}\n`),
});
printReport(report, (line) => process.stdout.write(`${line}\n`));
process.exitCode = failures(report).length ? 1 : 0;
