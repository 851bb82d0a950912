import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';

export interface Watched {
  frames: number;
  /** Versions that never came, although the connection stayed open. */
  lost: string[];
  /** Versions that came after a later version, and the time when they came. */
  late: { at: number; text: string }[];
}

const reconnectMs = 200;

/** The time within which the server must close a connection that may have missed an event. */
const tellingMs = 8_000;

/**
 * Watches a user's socket and reconnects when it breaks. Within one connection, each task's versions must come in order. Earlier
 * versions may be repeated together with all that follow. A missing version must come soon, or the server must close the
 * connection, after which a client reads the current state.
 */
export function watchSocket(url: string, token: string): { close(): Promise<Watched> } {
  const watched: Watched = { frames: 0, lost: [], late: [] };
  let closing = false;
  let current: WebSocket | undefined;
  let tasks = new Map<string, SeenTask>();

  const connection = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, {
        headers: { authorization: `Bearer ${token}` },
      });
      current = socket;
      tasks = new Map();
      socket.on('error', () => undefined); // a close event follows
      socket.on('close', () => {
        for (const task of tasks.values()) watched.lost.push(...task.overdue());
        resolve();
      });
      socket.on('message', (text: Buffer) => {
        const { type, data } = JSON.parse(text.toString());
        watched.frames += 1;
        if (type !== 'task.changed') return;
        const { id, version } = data.task;
        const task = tasks.get(id) ?? new SeenTask(id, version);
        tasks.set(id, task);
        if (task.isLate(version)) watched.late.push({ at: Date.now(), text: `task ${id}: ${version} came late` });
      });
    });

  const watching = (async () => {
    while (!closing) {
      await connection();
      await delay(reconnectMs);
    }
  })();
  return {
    async close() {
      if ([...tasks.values()].some((task) => task.isIncomplete)) await delay(tellingMs + 1);
      for (const task of tasks.values()) watched.late.push(...task.stale());
      closing = true;
      current?.close();
      await watching;
      return watched;
    },
  };
}

/** Tracks the versions of a task that came on one connection. */
class SeenTask {
  readonly #id: string;
  /** Maps each missing version to the time since when it is missing. */
  readonly #missing = new Map<number, number>();
  #newest: number;
  #last: number;
  #lastAt = Date.now();

  constructor(id: string, version: number) {
    this.#id = id;
    this.#newest = version;
    this.#last = version;
  }

  /** Records a version. Returns whether it was missing until now. */
  isLate(version: number): boolean {
    for (let between = this.#newest + 1; between < version; between += 1) this.#missing.set(between, Date.now());
    this.#newest = Math.max(this.#newest, version);
    this.#last = version;
    this.#lastAt = Date.now();
    return this.#missing.delete(version);
  }

  get isIncomplete(): boolean {
    return this.#missing.size > 0;
  }

  /** Returns the versions that are missing for longer than allowed. */
  overdue(): string[] {
    const since = Date.now() - tellingMs;
    return [...this.#missing].flatMap(([version, at]) =>
      at < since ? `task ${this.#id}: version ${version} did not come, but ${this.#newest} did` : [],
    );
  }

  /** Returns the last version if it is older than another one, because a client would then show old data. */
  stale(): Watched['late'] {
    return this.#last === this.#newest
      ? []
      : [
          {
            at: this.#lastAt,
            text: `task ${this.#id}: version ${this.#last} came after ${this.#newest}, and was the last`,
          },
        ];
  }
}
