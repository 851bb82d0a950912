import { Client, type ClientConfig } from 'pg';

type Release = (error?: Error | boolean) => void;

/**
 * A connection of the pool that leaves the pool when it breaks. Kysely does not release a connection on which `begin` or
 * `rollback` failed, so every outage would take some of the pool's connections for good, until none is left.
 */
export class PooledClient extends Client {
  #release: Release | undefined;

  constructor(config?: string | ClientConfig) {
    super(config);
    this.once('end', () => this.release(true));
  }

  /** Set by the pool each time it hands out the connection. It takes effect once. */
  set release(release: Release) {
    this.#release = release;
  }

  get release(): Release {
    return (error) => {
      const release = this.#release;
      this.#release = undefined;
      release?.(error);
    };
  }
}
