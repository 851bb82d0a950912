import { randomUUID } from 'node:crypto';
import { EtagMismatchError, InvocationError, SidecarUnavailableError } from '../../../shared/dapr/sidecar.errors.ts';
import type { BulkEntry } from '../../../shared/dapr/sidecar.publish.ts';
import type { SaveOptions, StoredState } from '../../../shared/dapr/sidecar.state.ts';
import type { Invocation, Sidecar } from '../../../shared/dapr/sidecar.ts';

type Call = keyof Sidecar;

/** A sidecar in memory: state with the ETag rules of the real one, and a record of everything else it was asked. */
export class MemorySidecar implements Sidecar {
  readonly published: { topic: string; entry: BulkEntry }[] = [];
  readonly invocations: Invocation[] = [];
  readonly sent: { binding: string; operation: string; data: unknown; metadata: Record<string, string> }[] = [];
  readonly secrets = new Map<string, Record<string, string>>();
  /** Every call named here fails, as when that building block is down. */
  readonly failing = new Set<Call>();
  /** Plays the other apps. What it throws is thrown by `invoke`; see `refusal`. */
  respond: (call: Invocation) => unknown = ({ appId, path }) => {
    throw new Error(`This test has no ${appId} that could respond to ${path}.`);
  };
  /** Runs before each state write takes effect, so that a test can let somebody else be faster. */
  beforeWrite: (key: string) => Promise<void> | void = () => undefined;
  readonly #state = new Map<string, { json: string; etag: string; expiresAt: number }>();

  async waitUntilReady(): Promise<void> {
    this.#use('waitUntilReady');
  }

  async publishBulk(_pubsub: string, topic: string, entries: readonly BulkEntry[]): Promise<Map<string, string>> {
    if (this.failing.has('publishBulk')) return new Map(entries.map(({ id }) => [id, 'publishBulk is down']));
    this.published.push(...entries.map((entry) => ({ topic, entry })));
    return new Map();
  }

  async invoke(call: Invocation): Promise<unknown> {
    this.invocations.push(call);
    this.#use('invoke');
    return await this.respond(call);
  }

  async getState<T>(store: string, key: string): Promise<StoredState<T> | undefined> {
    this.#use('getState');
    const state = this.#alive(`${store}/${key}`);
    return state && { value: JSON.parse(state.json) as T, etag: state.etag };
  }

  async saveState(store: string, key: string, value: unknown, options: SaveOptions = {}): Promise<void> {
    this.#use('saveState');
    await this.beforeWrite(key);
    const { etag, onlyIfAbsent = false, ttlSeconds = Number.POSITIVE_INFINITY } = options;
    const place = `${store}/${key}`;
    const existing = this.#alive(place);
    const lost = etag === undefined ? onlyIfAbsent && existing : existing?.etag !== etag;
    if (lost) throw new EtagMismatchError(`Saving state ${key}`);
    this.#state.set(place, {
      json: JSON.stringify(value),
      etag: randomUUID(),
      expiresAt: Date.now() + ttlSeconds * 1000,
    });
  }

  async deleteState(store: string, key: string, { etag }: { etag?: string | undefined } = {}): Promise<void> {
    this.#use('deleteState');
    const place = `${store}/${key}`;
    if (etag !== undefined && this.#alive(place)?.etag !== etag) throw new EtagMismatchError(`Deleting state ${key}`);
    this.#state.delete(place);
  }

  async getSecret(_store: string, name: string): Promise<Record<string, string>> {
    this.#use('getSecret');
    return this.secrets.get(name) ?? {};
  }

  async invokeBinding(
    binding: string,
    operation: string,
    data?: unknown,
    metadata: Record<string, string> = {},
  ): Promise<unknown> {
    this.#use('invokeBinding');
    this.sent.push({ binding, operation, data, metadata });
    return undefined;
  }

  /** When the state expires, in milliseconds since the epoch; undefined where there is none. */
  expiryOf(store: string, key: string): number | undefined {
    return this.#alive(`${store}/${key}`)?.expiresAt;
  }

  #alive(place: string) {
    const state = this.#state.get(place);
    return state && state.expiresAt > Date.now() ? state : undefined;
  }

  #use(call: Call): void {
    if (this.failing.has(call)) throw new SidecarUnavailableError(`${call} is down`);
  }
}

/** Makes the error that `invoke` throws when the callee responds with anything but 2xx. */
export function refusal(call: Invocation, status: number, body: unknown = {}): InvocationError {
  return new InvocationError(`${call.method} ${call.appId}/${call.path}`, { status, body });
}
