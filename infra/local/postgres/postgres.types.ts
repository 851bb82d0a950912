export interface PostgresOptions {
  /** Made on the first start, then kept. */
  readonly dataDir: string;
  readonly port: number;
  /** Set when the data folder is made; later starts need the same one. */
  readonly superuserPassword: string;
  /** What takes a moment, in words for people. */
  readonly onProgress?: ((message: string) => void) | undefined;
  /** Every line PostgreSQL logs. */
  readonly onLog?: ((line: string) => void) | undefined;
  /** Further flags of the server, such as `['-c', 'log_statement=all']`. */
  readonly flags?: readonly string[] | undefined;
  /** For tests: nothing is synced to disk: faster, survives a SIGKILL, not a power failure. */
  readonly throwAway?: boolean | undefined;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunningPostgres {
  /** The superuser's, of the database `postgres`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Where the data really is: elsewhere than asked for when root's files are out of PostgreSQL's reach. */
  readonly dataDir: string;
  /** Settles when the server is gone, for whatever reason. */
  readonly exited: Promise<Exit>;
  kill(signal: NodeJS.Signals): void;
  /** Fast shutdown: open transactions are rolled back. Resolves when the process is gone. */
  stop(): Promise<void>;
}
