import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';

export interface Watched {
  frames: number;
  /** What did not come, and nobody said so. */
  lost: string[];
  /** What came, or stayed, behind a later one, and when. */
  late: { at: number; text: string }[];
}

const reconnectMs = 200;

/** Within this time a client is told, by a close, that it may have missed something. */
const tellingMs = 8_000;

/**
 * Watches a person's socket, and connects again when it breaks. While one connection lasts, each task's versions must come
 * one after the other; what was seen before may come again, then with all that follows it. What is missing must soon come, or
 * be followed by a close: the client then reads what there is.
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
      socket.on('error', () => undefined); // the close that follows says all
      socket.on('close', () => {
        for (const task of tasks.values()) watched.lost.push(...task.untold());
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

/** The versions of a task that came on one connection, from the first one on. */
class SeenTask {
  readonly #id: string;
  /** Since when it is missing. */
  readonly #missing = new Map<number, number>();
  #newest: number;
  #last: number;
  #lastAt = Date.now();

  constructor(id: string, version: number) {
    this.#id = id;
    this.#newest = version;
    this.#last = version;
  }

  /** Notes a version; answers whether it was missing until now. */
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

  /** What is missing for so long that it should have been told. */
  untold(): string[] {
    const since = Date.now() - tellingMs;
    return [...this.#missing].flatMap(([version, at]) =>
      at < since ? `task ${this.#id}: version ${version} did not come, but ${this.#newest} did` : [],
    );
  }

  /** Whoever takes each frame for the newest state would be left with an older one. */
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
