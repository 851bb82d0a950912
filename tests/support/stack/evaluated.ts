import { type ProgramRun, runProgram } from '../../../infra/render/run-program.ts';

const runs = new Map<string, Promise<ProgramRun>>();

/** What the program registers for a stack, with which many tests compare something: it is run once, so nobody may change it. */
export function evaluated(...[stack, changes = {}]: Parameters<typeof runProgram>): Promise<ProgramRun> {
  const key = JSON.stringify([stack, Object.entries(changes)]);
  const known = runs.get(key);
  if (known) return known;
  const run = runProgram(stack, changes);
  runs.set(key, run);
  return run;
}
