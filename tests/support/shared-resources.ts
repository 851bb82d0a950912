import { listen } from '../../shared/http/server/server.ts';

/** Something that is started once for all workers of a test run. The value is plain data that says how to reach it. */
export interface SharedResource<T = unknown> {
  readonly value: T;
  stop(): Promise<void>;
}

const addressVariable = 'TODO_TEST_RESOURCES_URL';

/** Whether this is a process of a test run. Other programs share nothing. */
export const isTestRun = (): boolean => process.env[addressVariable] !== undefined;

/**
 * Called by the global fixture. Each resource is started when the first worker asks for it.
 * @returns a function that stops what was started
 */
export async function shareResources(
  starters: Readonly<Record<string, () => Promise<SharedResource>>>,
): Promise<() => Promise<void>> {
  const started = new Map<string, Promise<SharedResource>>();
  const server = await listen(
    async (request, response) => {
      const name = request.url!.slice(1);
      try {
        if (!started.has(name)) started.set(name, starters[name]!());
        const { value } = await started.get(name)!;
        response.end(JSON.stringify(value));
      } catch (error) {
        response.writeHead(500).end(String((error as Error).stack));
      }
    },
    0,
    '127.0.0.1',
  );
  process.env[addressVariable] = `http://127.0.0.1:${server.port}`;
  return async () => {
    for (const resource of [...started.values()].reverse()) await resource.then(({ stop }) => stop()).catch(() => {});
    server.server.closeAllConnections();
    await server.close();
  };
}

/** The value of a shared resource. Rejects if it cannot be started. */
export async function sharedResource<T>(name: string): Promise<T> {
  const response = await fetch(`${process.env[addressVariable]}/${name}`);
  if (!response.ok) throw new Error(`The shared ${name} did not start: ${await response.text()}`);
  return (await response.json()) as T;
}
