import type { Costs, Part, RequestCost } from './costs.ts';
import { Host } from './queue/host.ts';
import { Program } from './queue/program.ts';
import type { Random } from './queue/random.ts';
import type { Timeline } from './queue/timeline.ts';

/** What runs where. */
export interface Deployment {
  /** The cores that everything shares, the client included. Without it, each replica has a core of its own. */
  readonly sharedCores?: number;
  readonly backends: number;
  readonly postgresCores: number;
  readonly websockets: number;
}

/** As `npm run load` runs it: two cores that everything shares. */
export const oneMachine: Deployment = { sharedCores: 2, backends: 1, postgresCores: 2, websockets: 1 };

/** The connections to PostgreSQL of a backend replica. */
const connections = 10;

type Visit = readonly [Program, ms: number];

/**
 * The system as queues. A request goes from the client to a backend, from there to PostgreSQL and back for each statement, and to
 * the client again; then its events go through the sidecar to the consumers and the sockets. Each visit takes an exponentially
 * distributed time, whose mean was measured.
 */
export class SystemModel {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly programs: Readonly<Record<Part, readonly Program[]>>;
  readonly #hosts = new Set<Host>();
  readonly #requests: readonly RequestCost[];

  constructor(timeline: Timeline, random: Random, { requests }: Costs, deployment: Deployment) {
    const { sharedCores, backends, postgresCores, websockets } = deployment;
    this.timeline = timeline;
    this.random = random;
    this.#requests = requests.flatMap((request) => Array.from({ length: request.share }, () => request));
    const shared = sharedCores && this.#host(sharedCores);
    const replicas = (count: number) =>
      Array.from({ length: count }, () => new Program(timeline, shared || this.#host(1)));
    const elsewhere = shared || new Host(timeline, Number.POSITIVE_INFINITY);
    this.programs = {
      client: [new Program(timeline, elsewhere, shared ? 1 : Number.POSITIVE_INFINITY)],
      kernel: [new Program(timeline, elsewhere, Number.POSITIVE_INFINITY)],
      postgres: [new Program(timeline, shared || this.#host(postgresCores), connections * backends)],
      backend: replicas(backends),
      sidecar: replicas(backends),
      recurring: replicas(1),
      notification: replicas(1),
      websocket: replicas(websockets),
    };
  }

  /** The time of all cores that was used so far. */
  get usedMs(): number {
    return [...this.#hosts].reduce((sum, host) => sum + host.usedMs, 0);
  }

  /** Sends a request of the mix. */
  send(responded: () => void, delivered: () => void): void {
    const { statements, publishes, ms } = this.#requests[this.random.index(this.#requests.length)]!;
    const backend = this.#any('backend');
    const [client, kernel, postgres] = [this.programs.client[0]!, this.programs.kernel[0]!, this.programs.postgres[0]!];
    const turn: Visit = [backend, ms.backend / (statements + 1)];
    const rounds = Array.from({ length: statements }, (): Visit[] => [[postgres, ms.postgres / statements], turn]);
    // The client sends the request, receives the response, and may receive an event.
    const clientMs = ms.client / (publishes ? 3 : 2);
    const way: Visit[] = [[client, clientMs], [kernel, ms.kernel], turn, ...rounds.flat(), [client, clientMs]];
    this.#visit(way, () => {
      responded();
      if (publishes) this.#publish(ms, clientMs, delivered);
    });
  }

  /** Every websocket replica gets every event, because each has other people's sockets. */
  #publish(ms: RequestCost['ms'], clientMs: number, delivered: () => void): void {
    this.#visit([[this.#any('sidecar'), ms.sidecar]], () => {
      this.#visit([[this.#any('recurring'), ms.recurring]]);
      this.#visit([[this.#any('notification'), ms.notification]]);
      const withSocket = this.random.index(this.programs.websocket.length);
      for (const [index, websocket] of this.programs.websocket.entries()) {
        const toClient: Visit[] = index === withSocket ? [[this.programs.client[0]!, clientMs]] : [];
        this.#visit([[websocket, ms.websocket], ...toClient], index === withSocket ? delivered : undefined);
      }
    });
  }

  #visit([first, ...others]: readonly Visit[], done?: () => void): void {
    if (!first) {
      done?.();
      return;
    }
    const [program, ms] = first;
    program.work(this.random.exponential(ms), () => this.#visit(others, done));
  }

  #any(part: Part): Program {
    return this.programs[part][this.random.index(this.programs[part].length)]!;
  }

  #host(cores: number): Host {
    const host = new Host(this.timeline, cores);
    this.#hosts.add(host);
    return host;
  }
}
