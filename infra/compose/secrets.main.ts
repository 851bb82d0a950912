import { join } from 'node:path';
import { shareSecrets } from './secret.readers.ts';
import { composeSecrets } from './secrets.ts';

// The service `secrets` of docker-compose.yml runs this program, with its volume as argument. It needs no packages.
const [volume] = process.argv.slice(2);
if (!volume) throw new Error('Usage: node infra/compose/secrets.main.ts VOLUME');
const existing = join(import.meta.dirname, '../../.data/compose');
await shareSecrets(volume, await composeSecrets({ volume, existing }), process.env);
process.stdout.write('Every container finds its secrets.\n');
