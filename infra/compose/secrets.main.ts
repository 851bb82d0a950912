import { join } from 'node:path';
import { makeComposeSecrets } from './secrets.ts';

// This program needs no packages, so it can also run in a container with the Node image.
const folder = join(import.meta.dirname, '../../.data/compose');
const created = await makeComposeSecrets(folder);
process.stdout.write(
  created
    ? `Made the secrets of the compose files in ${folder}.\n`
    : `${folder} is there already and was kept: the database in its volume knows these passwords.\n`,
);
