/** Set by the global fixture: a folder that the workers of one test run share, and that is removed after the run. */
export const runFolderVariable = 'TODO_TEST_RUN_FOLDER';

/** The folder of this test run; undefined in a program that Mocha did not start. */
export function runFolder(): string | undefined {
  return process.env[runFolderVariable];
}
