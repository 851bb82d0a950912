import { backoff } from './backoff.ts';

export type Connection = 'connecting' | 'live' | 'offline';

export interface LiveSocketDependencies {
  /** ws:// or wss:// */
  url: string;
  onFrame: (frame: unknown) => void;
  /** Frames may have been missed before: read what there is. */
  onOpen: () => void;
  onConnection: (connection: Connection) => void;
  /** The session may have ended: ask who is signed in, which ends this too if nobody is. */
  onDoubt: () => void;
  random?: () => number;
}

/** As services/websocket/close-codes.ts: signed out, the session has expired. */
const sessionEnded = new Set([4401, 4403]);
/** Timers stand still while a machine sleeps: one that is late by that much tells of it. */
const [tickMs, sleptMs] = [5_000, 20_000];

/** A socket that comes back: after failures with growing pauses, and at once when the network or the person is back. */
export class LiveSocket {
  readonly #dependencies: LiveSocketDependencies;
  #socket: WebSocket | undefined;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ticker: ReturnType<typeof setInterval> | undefined;
  #lastTick = 0;
  readonly #stopListening = new AbortController();

  constructor(dependencies: LiveSocketDependencies) {
    this.#dependencies = dependencies;
  }

  start(): void {
    const { signal } = this.#stopListening;
    window.addEventListener('online', () => this.#again(), { signal });
    window.addEventListener('offline', () => this.#lose('offline'), { signal });
    window.addEventListener('pageshow', (event) => event.persisted && this.#again(), { signal });
    document.addEventListener('visibilitychange', () => this.#seen(), { signal });
    this.#lastTick = Date.now();
    this.#ticker = setInterval(() => this.#tick(), tickMs);
    this.#connect();
  }

  stop(): void {
    this.#stopListening.abort();
    clearInterval(this.#ticker);
    this.#drop();
  }

  #connect(): void {
    this.#drop();
    this.#dependencies.onConnection(navigator.onLine ? 'connecting' : 'offline');
    if (!navigator.onLine) return;
    const socket = new WebSocket(this.#dependencies.url);
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.#attempt = 0;
      this.#dependencies.onConnection('live');
      this.#dependencies.onOpen();
    };
    socket.onmessage = ({ data }) => {
      if (typeof data === 'string') this.#dependencies.onFrame(JSON.parse(data));
    };
    socket.onclose = ({ code }) => {
      // A refused upgrade tells a page nothing of why.
      if (!opened || sessionEnded.has(code)) this.#dependencies.onDoubt();
      this.#lose('connecting');
      this.#attempt += 1;
      this.#retry = setTimeout(() => this.#connect(), backoff(this.#attempt, this.#dependencies.random));
    };
    this.#socket = socket;
  }

  #again(): void {
    this.#attempt = 0;
    this.#connect();
  }

  #lose(connection: Connection): void {
    this.#drop();
    this.#dependencies.onConnection(navigator.onLine ? connection : 'offline');
  }

  /** Whatever comes of that socket yet is nobody's concern. */
  #drop(): void {
    clearTimeout(this.#retry);
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = undefined;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #seen(): void {
    if (document.visibilityState !== 'visible') return;
    this.#tick();
    if (!this.#socket) this.#again();
  }

  /** A socket from before a sleep may look open, and be dead. */
  #tick(): void {
    const slept = Date.now() - this.#lastTick > sleptMs;
    this.#lastTick = Date.now();
    if (slept) this.#again();
  }
}
