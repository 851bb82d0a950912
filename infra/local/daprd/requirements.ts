import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

const MINIMUM = [1, 15] as const;

/** A program is missing that the user has to install or start. */
export class RequirementError extends Error {
  override name = 'RequirementError';
}

/** Returns the version of the daprd on PATH. */
export function daprdVersion(): string {
  let version: string;
  try {
    version = execFileSync('daprd', ['--version'], { encoding: 'utf8' }).trim();
  } catch (error) {
    throw new RequirementError(
      `No daprd on PATH (${(error as Error).message}). Install the Dapr CLI, run \`dapr init --slim\`, and put ` +
        '~/.dapr/bin on PATH.',
    );
  }
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
  if (major === undefined || minor === undefined || Number(major) < MINIMUM[0]) throw tooOld(version);
  if (Number(major) === MINIMUM[0] && Number(minor) < MINIMUM[1]) throw tooOld(version);
  return version;
}

function tooOld(version: string): RequirementError {
  return new RequirementError(`daprd ${version} will not do; install ${MINIMUM.join('.')} or newer.`);
}

/** @returns the first of the brokers that accepts connections. */
export async function reachBrokers(brokers: string): Promise<string> {
  const reasons: string[] = [];
  for (const broker of brokers.split(',')) {
    const [host = '', port = '9092'] = broker.trim().split(':');
    const socket = connect({ host, port: Number(port), timeout: 3_000 });
    socket.on('timeout', () => socket.destroy(new Error('no response within 3 s')));
    try {
      await once(socket, 'connect');
      return broker.trim();
    } catch (error) {
      reasons.push(`${broker}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
    } finally {
      socket.destroy();
    }
  }
  throw new RequirementError(
    `No Kafka at ${reasons.join('; ')}. Start a broker, such as \`docker run -p 9092:9092 apache/kafka\`, or set ` +
      'KAFKA_BROKERS.',
  );
}
