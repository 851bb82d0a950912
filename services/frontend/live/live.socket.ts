import { backoff } from './backoff.ts';

export type Connection = 'connecting' | 'live' | 'offline';

export interface LiveSocketDependencies {
  /** A URL with the scheme `ws:` or `wss:`. */
  url: string;
  onFrame: (frame: unknown) => void;
  /** Called when the socket has opened. Frames may have been missed before, so data must be fetched again. */
  onOpen: () => void;
  onConnection: (connection: Connection) => void;
  /** Called when the session may have ended, so the page must ask who is signed in. If nobody is, it stops this socket. */
  onDoubt: () => void;
  random?: () => number;
}

/** Close codes of the websocket service (`services/websocket/close-codes.ts`): signed out, session expired. */
const sessionEnded = new Set([4401, 4403]);
/** Timers stand still while a machine sleeps, so a tick that is late by `sleptMs` shows that it slept. */
const [tickMs, sleptMs] = [5_000, 20_000];

/** A socket that reconnects: after failures with growing pauses, and at once when the network or the person is back. */
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
      // The browser does not tell the page why an upgrade was refused.
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

  /** Closes the socket and ignores whatever it still reports. */
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

  /** A socket from before the machine slept may look open but be dead. */
  #tick(): void {
    const slept = Date.now() - this.#lastTick > sleptMs;
    this.#lastTick = Date.now();
    if (slept) this.#again();
  }
}
