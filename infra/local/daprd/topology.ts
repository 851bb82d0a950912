import type { Ports } from '../config.ts';
import { oneOfEach, type Replica } from '../processes/process-plan.ts';
import { freePort } from '../resources/free-port.ts';

/** A replica with its own daprd as sidecar. */
export interface DaprReplica extends Replica {
  readonly grpcPort: number;
  readonly internalGrpcPort: number;
}

/**
 * Plans `count` replicas of each service. A single replica listens on the configured port. Several replicas get free ports, and
 * an entrance on the configured port distributes connections among them, like a Service in Kubernetes. The first sidecar of
 * each service always has its configured port.
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

/** The port of an entrance and the ports of the replicas to which it forwards connections. */
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
