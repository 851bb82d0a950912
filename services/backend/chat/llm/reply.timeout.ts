/** Why a reply was stopped before the model had finished it. */
export class ReplyStopped extends Error {
  override name = 'ReplyStopped';
  readonly kind: 'total' | 'idle' | 'gone' | 'stopping';

  constructor(kind: ReplyStopped['kind']) {
    super(`Stopped waiting for the language model: ${kind}.`);
    this.kind = kind;
  }
}

export interface ReplyTimeout {
  /** Aborted with a ReplyStopped when a limit is reached, the client disconnects, or the process stops. */
  signal: AbortSignal;
  /** Restarts the idle timer after a request to the model, or after a part of its reply. */
  restartIdle(): void;
  /** Stops the idle timer while tools run. */
  pauseIdle(): void;
  /** Stops all timers once the reply is complete. */
  end(): void;
}

export interface ReplyLimits {
  /** The limit for a whole reply, including its tool calls. */
  totalMs: number;
  /** The limit for a silence of the model. */
  idleMs: number;
}

/** Starts the timers of one reply. */
export function startReplyTimeout(
  { totalMs, idleMs }: ReplyLimits,
  disconnected: AbortSignal,
  stopping: AbortSignal,
): ReplyTimeout {
  const controller = new AbortController();
  const stop = (kind: ReplyStopped['kind']) => () => controller.abort(new ReplyStopped(kind));
  const ended = new AbortController();
  for (const [signal, kind] of [
    [disconnected, 'gone'],
    [stopping, 'stopping'],
  ] as const) {
    if (signal.aborted) stop(kind)();
    signal.addEventListener('abort', stop(kind), { signal: ended.signal });
  }
  const total = setTimeout(stop('total'), totalMs);
  let idle: NodeJS.Timeout | undefined;
  const pauseIdle = () => clearTimeout(idle);
  return {
    signal: controller.signal,
    pauseIdle,
    restartIdle() {
      pauseIdle();
      idle = setTimeout(stop('idle'), idleMs);
    },
    end() {
      pauseIdle();
      clearTimeout(total);
      ended.abort();
    },
  };
}
