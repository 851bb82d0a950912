import { access, constants, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder and those above it. Fails with the code of the reason. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    // On a read-only disk Node reports ENOENT for the folders it could not make: ask what may be written to.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') await assertWritable(dirname(path));
    throw error;
  }
}

async function assertWritable(path: string): Promise<void> {
  try {
    await access(path, constants.W_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error;
    await assertWritable(dirname(path));
  }
}
