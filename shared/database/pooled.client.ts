import { connect } from 'node:net';
import { Client, type ClientConfig, type Connection, type QueryResult } from 'pg';
import { boundedRequest, type CancelReason, type StatementBounds } from './statement.bounds.ts';

type Release = (error?: Error | boolean) => void;

/**
 * A connection of the pool that leaves the pool when it breaks. Kysely does not release a connection on which `begin` or
 * `rollback` failed, so every outage would take some of the pool's connections for good, until none is left.
 *
 * A statement is cancelled when its time is up or when nobody waits for its result. That costs no round trip: the time
 * runs here, and PostgreSQL learns of it only when it is up.
 *
 * `begin` waits for the first statement of its transaction and is sent with it, which saves a round trip.
 */
export class PooledClient extends Client {
  #release: Release | undefined;
  #isCancelled = false;
  #hasToBegin = false;
  /** Is called once, when the connection goes back to the pool or leaves it. */
  onRelease: (() => void) | undefined;

  /** Sends a statement without waiting for the one before it. */
  override readonly pipeline = true;

  constructor(config?: string | ClientConfig) {
    super(config);
    this.once('end', () => this.release(true));
  }

  /** Set by the pool each time it hands out the connection. It takes effect once. */
  set release(release: Release) {
    this.#release = release;
  }

  /** A cancelled connection is not used again, because a late cancellation would end another statement. */
  get release(): Release {
    return (error) => {
      const release = this.#release;
      this.#release = undefined;
      this.#hasToBegin = false;
      release?.(error || this.#isCancelled);
      const { onRelease } = this;
      this.onRelease = undefined;
      onRelease?.();
    };
  }

  /**
   * A statement with parameters is prepared, once for each connection. (MikroORM writes values into its statements.) Statements with
   * a callback instead of a promise are the pool's own, so they are neither prepared nor bounded.
   */
  override query(...args: never[]): never {
    const [text, values] = args as unknown[];
    if (text === 'begin') {
      this.#hasToBegin = true;
      return Promise.resolve(nothing) as never;
    }
    const isPrepared = args.length === 2 && Array.isArray(values) && values.length > 0;
    const sent = isPrepared ? [{ name: preparedName(String(text)), text, values }] : args;
    const result = this.#hasToBegin ? this.#begin(sent) : this.#send(sent);
    const bounds = boundedRequest();
    if (bounds && result instanceof Promise) this.#watch(result, bounds);
    return result as never;
  }

  #send(query: unknown[]): unknown {
    return Reflect.apply(super.query, this, query);
  }

  #begin(query: unknown[]): unknown {
    this.#hasToBegin = false;
    const { stream } = (this as unknown as { connection: Connection }).connection;
    stream.cork();
    try {
      // A connection that cannot begin cannot run the statement either, which says so.
      (this.#send(['begin']) as Promise<unknown>).catch(() => undefined);
      return this.#send(query);
    } finally {
      stream.uncork();
    }
  }

  #watch(result: Promise<unknown>, { timeoutMs, signal, onCancel }: StatementBounds): void {
    const cancel = (reason: CancelReason) => {
      onCancel(reason);
      this.#cancel();
    };
    const leave = () => cancel('client gone');
    const timer = setTimeout(() => cancel('timed out'), timeoutMs);
    signal?.addEventListener('abort', leave, { once: true });
    if (signal?.aborted) leave();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', leave);
    };
    result.then(end, end);
  }

  /**
   * Sends a CancelRequest, for which PostgreSQL needs a separate connection.
   * https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
   */
  #cancel(): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    const { host, port, processID, secretKey } = this as unknown as Record<
      'port' | 'processID' | 'secretKey',
      number
    > & {
      host: string;
    };
    const request = Buffer.alloc(16);
    for (const [place, value] of [16, 80_877_102, processID, secretKey].entries())
      request.writeInt32BE(value, place * 4);
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    // If PostgreSQL cannot be reached, the statement has failed, too.
    socket.on('error', () => socket.destroy());
    socket.end(request);
  }
}

const nothing: Pick<QueryResult, 'rows' | 'rowCount'> = { rows: [], rowCount: null };

const preparedNames = new Map<string, string>();
const mostPrepared = 300;

/** The name under which a connection keeps a statement. Beyond the first few hundred, statements are not kept. */
function preparedName(text: string): string | undefined {
  const known = preparedNames.get(text);
  if (known || preparedNames.size === mostPrepared) return known;
  const name = `prepared_${preparedNames.size + 1}`;
  preparedNames.set(text, name);
  return name;
}
