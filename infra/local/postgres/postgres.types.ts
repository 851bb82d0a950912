export interface PostgresOptions {
  /** The data folder. The first start creates it, and later starts use it again. */
  readonly dataDir: string;
  readonly port: number;
  /** The password is set when the data folder is created. Later starts need the same one. */
  readonly superuserPassword: string;
  /** Is called with a message for the user before each step that takes a moment. */
  readonly onProgress?: ((message: string) => void) | undefined;
  /** Is called with every line that PostgreSQL logs. */
  readonly onLog?: ((line: string) => void) | undefined;
  /** Further flags of the server, such as `['-c', 'log_statement=all']`. */
  readonly flags?: readonly string[] | undefined;
  /** For tests: data is not synced to disk. This is faster and survives a SIGKILL, but not a power failure. */
  readonly throwAway?: boolean | undefined;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunningPostgres {
  /** The superuser's URL of the database `postgres`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** The folder that holds the data. It is another than the requested one if PostgreSQL cannot reach root's files. */
  readonly dataDir: string;
  /** Resolves when the server has ended for any reason. */
  readonly exited: Promise<Exit>;
  kill(signal: NodeJS.Signals): void;
  /** Stops the server and rolls open transactions back. Resolves when the process has ended. */
  stop(): Promise<void>;
}
