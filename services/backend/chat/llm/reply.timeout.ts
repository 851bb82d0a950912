/** Why an answer was not waited for any longer. */
export class OutOfPatience extends Error {
  override name = 'OutOfPatience';
  readonly kind: 'total' | 'idle' | 'gone' | 'stopping';

  constructor(kind: OutOfPatience['kind']) {
    super(`Stopped waiting for the language model: ${kind}.`);
    this.kind = kind;
  }
}

export interface Patience {
  /** Aborted, with an OutOfPatience, when it is enough. */
  signal: AbortSignal;
  /** A request begins: from now on the model may be silent for as long as is allowed. */
  begin(): void;
  /** It said something. */
  renew(): void;
  /** It is not its turn. */
  pause(): void;
  end(): void;
}

export interface Limits {
  /** How long a whole reply may take, with all its tool calls. */
  totalMs: number;
  /** How long the model may say nothing. */
  idleMs: number;
}

/** For one reply; also over when whoever asked is gone, or when this process is about to be. */
export function patienceFor({ totalMs, idleMs }: Limits, listening: AbortSignal, stopping: AbortSignal): Patience {
  const controller = new AbortController();
  const stop = (kind: OutOfPatience['kind']) => () => controller.abort(new OutOfPatience(kind));
  const ended = new AbortController();
  for (const [signal, kind] of [
    [listening, 'gone'],
    [stopping, 'stopping'],
  ] as const) {
    if (signal.aborted) stop(kind)();
    signal.addEventListener('abort', stop(kind), { signal: ended.signal });
  }
  const total = setTimeout(stop('total'), totalMs);
  let idle: NodeJS.Timeout | undefined;
  const pause = () => clearTimeout(idle);
  const begin = () => {
    pause();
    idle = setTimeout(stop('idle'), idleMs);
  };
  return {
    ...{ signal: controller.signal, begin, pause },
    renew: begin,
    end() {
      pause();
      clearTimeout(total);
      ended.abort();
    },
  };
}
