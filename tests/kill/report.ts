import type { Invariant } from './invariants.ts';
import type { KillReport } from './kill-run.ts';

export function printReport(report: KillReport, say: (line: string) => void): void {
  const kills = Object.values(report.kills).reduce((sum, n) => sum + n, 0);
  const byProcess = Object.entries(report.kills).map(([name, count]) => `${name} ${count}`);
  say(`${kills} kills in ${report.seconds} s (${byProcess.join(', ')})`);
  say(
    `${report.created} tasks created and ${report.completed} completed; ${report.failedRequests} requests failed and were repeated`,
  );
  for (const invariant of report.invariants) printInvariant(invariant, say);
}

export function printInvariant({ name, checked, violations }: Invariant, say: (line: string) => void): void {
  say(`${violations.length ? '✘' : '✔'} ${name}: ${checked} checked, ${violations.length} violations`);
  for (const violation of violations.slice(0, 5)) say(`    ${violation}`);
}

export function failures(report: KillReport): string[] {
  return report.invariants.filter(({ violations }) => violations.length > 0).map(({ name }) => name);
}
