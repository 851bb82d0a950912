/** A failure that the user can fix. The message is one line that says how. */
export class StartError extends Error {
  override name = 'StartError';
}

/** Returns a StartError that says what to do about a file system error, and undefined for any other error. */
export function explainFileError(error: unknown, path: string): StartError | undefined {
  switch ((error as NodeJS.ErrnoException | undefined)?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StartError(
        `The disk is full: nothing more can be written to ${path}. Free some space and start again.`,
      );
    case 'EROFS':
      return new StartError(`${path} is on a read-only disk. Set DATA_DIR to a folder that can be written to.`);
    case 'EACCES':
    case 'EPERM':
      return new StartError(`${path} may not be read or written by this user. Change its owner, or set DATA_DIR.`);
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartError(`${path} is a file or lies below one, not a folder. Remove it, or set DATA_DIR.`);
    default:
      return undefined;
  }
}

/** Returns the first line of an error's message. */
export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0]?.trim() || 'unknown error';
}
