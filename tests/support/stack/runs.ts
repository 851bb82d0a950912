import { type ProgramRun, runProgram } from '../../../infra/render/run-program.ts';

/** The stacks as they are delivered, each in both phases. */
export const stackRuns = ['minikube 4', 'minikube 5', 'cloud 4', 'cloud 5'] as const;
export type StackRun = (typeof stackRuns)[number];

const runs = new Map<StackRun, Promise<ProgramRun>>();

/** Runs the program of a stack, once for all tests of a process, which cannot change the result. */
export function runOf(key: StackRun): Promise<ProgramRun> {
  const [stack, phase] = key.split(' ') as ['minikube' | 'cloud', '4' | '5'];
  const run = runs.get(key) ?? runProgram(stack, phase === '4' ? { 'todo:phase5': false } : {}).then(frozen);
  runs.set(key, run);
  return run;
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** Runs all of them before the tests of a suite. */
export function useStackRuns(): (key: StackRun) => ProgramRun {
  const done = new Map<StackRun, ProgramRun>();
  before(async () => {
    for (const key of stackRuns) done.set(key, await runOf(key));
  });
  return (key) => done.get(key)!;
}
