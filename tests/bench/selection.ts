import { parseArgs } from 'node:util';
import { StartError } from '../../infra/local/start-error.ts';

/** Returns the names in `--only relay,latency`, or all names without that argument. */
export function benchesAsked<Name extends string>(args: string[], names: readonly Name[]): Name[] {
  const known = `Name some of ${names.join(', ')}: npm run bench -- --only relay,latency`;
  let only: string | undefined;
  try {
    only = parseArgs({ args, options: { only: { type: 'string' } } }).values.only;
  } catch (error) {
    throw new StartError(`${(error as Error).message.split('. ', 1)[0]}. ${known}`);
  }
  if (only === undefined) return [...names];
  const asked = only.split(',').map((name) => name.trim());
  const unknown = asked.filter((name) => !(names as readonly string[]).includes(name));
  if (unknown.length > 0) throw new StartError(`--only: there is no bench "${unknown.join('", "')}". ${known}`);
  return names.filter((name) => asked.includes(name));
}
