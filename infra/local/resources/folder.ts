import { access, chmod, constants, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Creates a folder and its parents. Rejects with the error code of the real cause. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    // On a read-only disk, Node reports ENOENT for folders it could not create. This check finds the real cause.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') await assertWritable(dirname(path));
    throw error;
  }
}

/** Creates a folder for its owner only. One that exists is closed to others. */
export async function makePrivateFolder(path: string): Promise<void> {
  await makeFolder(path);
  await chmod(path, 0o700);
}

async function assertWritable(path: string): Promise<void> {
  try {
    await access(path, constants.W_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error;
    await assertWritable(dirname(path));
  }
}
