import { join } from 'node:path';
import { makeComposeSecrets } from './secrets.ts';

// Needs nothing but Node, so that it also runs in the Node image where there is no Node.
const folder = join(import.meta.dirname, '../../.data/compose');
const created = await makeComposeSecrets(folder);
process.stdout.write(
  created
    ? `Made the secrets of the compose files in ${folder}.\n`
    : `${folder} is there already and was kept: the database in its volume knows these passwords.\n`,
);
