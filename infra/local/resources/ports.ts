import { type PortName, type Ports, portUsers } from '../config.ts';
import { StartError } from '../start-error.ts';
import { portState } from './free-port.ts';

/** Rejects with one line that names every unusable port, its program and what to do. */
export async function checkPorts(ports: Ports, names: readonly PortName[]): Promise<void> {
  const twice = names.filter((name) => names.some((other) => other !== name && ports[other] === ports[name]));
  if (twice.length > 0) throw new StartError(`${list(twice)} have the same value. Set different ports.`);

  const states = await Promise.all(names.map(async (name) => ({ name, state: await portState(ports[name]) })));
  const taken = states.filter(({ state }) => state === 'in use').map(({ name }) => name);
  const forbidden = states.filter(({ state }) => state === 'forbidden').map(({ name }) => name);
  const described = (ofThese: PortName[]) => list(ofThese.map((name) => `${ports[name]} (${portUsers[name]})`));
  if (taken.length === 1) {
    throw new StartError(`Port ${described(taken)} is in use by another program. Stop it, or set ${list(taken)}.`);
  }
  if (taken.length > 1) {
    throw new StartError(`Ports ${described(taken)} are in use by other programs. Stop them, or set ${list(taken)}.`);
  }
  if (forbidden.length > 0) {
    throw new StartError(
      `This user may not listen on port ${described(forbidden)}. Set ${list(forbidden)} above 1023.`,
    );
  }
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
