import type { Client } from './api-client.ts';

interface Registering {
  register(timeZone?: string): Promise<Client>;
}

/** Registers a new person before the tests of the suite that calls this; all of them share that person. */
export function useClient(backend: Registering, timeZone?: string): Client {
  const client = {} as Client;
  before(async () => void Object.assign(client, await backend.register(timeZone)));
  return client;
}

/** Registers a new person before each test. */
export function useClientPerTest(backend: Registering, timeZone?: string): Client {
  const client = {} as Client;
  beforeEach(async () => void Object.assign(client, await backend.register(timeZone)));
  return client;
}
