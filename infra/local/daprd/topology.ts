import type { Ports } from '../config.ts';
import { freePort } from '../free-port.ts';
import { oneOfEach, type Replica } from '../processes/process-plan.ts';

/** A replica whose sidecar is a daprd of its own. */
export interface DaprReplica extends Replica {
  readonly grpcPort: number;
  readonly internalGrpcPort: number;
}

/**
 * Alone, a service listens where people expect it. As one of several it gets a free port, and an entrance listens in its
 * place that hands connections to all of them in turn, as a Service does in Kubernetes. The first sidecar always keeps its
 * port.
 */
export async function planReplicas(ports: Ports, count: number): Promise<DaprReplica[]> {
  const replicas: DaprReplica[] = [];
  for (const alone of oneOfEach(ports)) {
    for (let number = 1; number <= count; number += 1) {
      replicas.push({
        service: alone.service,
        name: count === 1 ? alone.service : `${alone.service}-${number}`,
        port: count === 1 ? alone.port : await freePort(),
        sidecarPort: number === 1 ? alone.sidecarPort : await freePort(),
        grpcPort: await freePort(),
        internalGrpcPort: await freePort(),
      });
    }
  }
  return replicas;
}

/** Of a service with several replicas: where the entrance listens, and where it hands connections to. */
export interface Entrance {
  readonly port: number;
  readonly targets: readonly number[];
}

export function entrancesOf(ports: Ports, replicas: readonly Replica[]): Entrance[] {
  return oneOfEach(ports).flatMap(({ service, port }) => {
    const targets = replicas.filter((replica) => replica.service === service).map((replica) => replica.port);
    return targets.includes(port) ? [] : [{ port, targets }];
  });
}
