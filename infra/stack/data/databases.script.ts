import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Run by the image's entry point, once, when the data folder is made: the two databases and their owners. The same in compose;
 * migrations do the rest.
 */
export const databasesScript = readFileSync(join(import.meta.dirname, '../../compose/postgres/databases.sql'), 'utf8');
