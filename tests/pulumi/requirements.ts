import { execFileSync } from 'node:child_process';

/** A program is missing that the user has to install. */
export class RequirementError extends Error {
  override name = 'RequirementError';
}

/** Returns the version of the Pulumi on PATH. */
export function pulumiVersion(): string {
  try {
    return execFileSync('pulumi', ['version'], { encoding: 'utf8' }).trim();
  } catch (error) {
    throw new RequirementError(
      `No pulumi on PATH (${(error as Error).message}). Install it from https://www.pulumi.com/docs/install.`,
    );
  }
}
