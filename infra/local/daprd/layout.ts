import { join } from 'node:path';
import { appIds } from '../../../shared/events/topics.ts';
import { root } from '../config.ts';
import { type Layout, type PlanInput, type ProcessPlan, planService } from '../processes/process-plan.ts';
import { tokensOf } from '../resources/secrets.ts';
import { daprdEnvironment, daprdFlags } from './flags.ts';
import { renderComponents, renderConfiguration } from './render.ts';
import { type DaprReplica, type Entrance, entrancesOf } from './topology.ts';

export interface DaprdLayout {
  replicas: readonly DaprReplica[];
  /** The brokers in the form of KAFKA_BROKERS. */
  brokers: string;
  /** Returns the port at which a sidecar calls its app. Default: the app's own port. */
  appPortOf?: (replica: DaprReplica) => number;
  /** Returns additional variables for a replica's process. */
  replicaEnv?: (replica: DaprReplica) => Record<string, string>;
  /** The number of retries before an event becomes a dead letter. Default: that of the component files. */
  maxRetries?: number;
}

/** Plans the services with a real daprd for each replica, which reads the repository's component files. */
export function daprdLayout(options: DaprdLayout): (plan: PlanInput) => Layout {
  const { replicas, brokers, appPortOf = ({ port }) => port, replicaEnv = () => ({}), maxRetries } = options;
  return (plan) => {
    const folder = join(plan.dataDir, 'dapr');
    const componentsFolder = join(folder, 'components');
    renderComponents(componentsFolder, {
      brokers,
      secretsFile: plan.secretsFile,
      ...(maxRetries === undefined ? {} : { maxRetries }),
    });

    const sidecars = replicas.toSorted(stateFirst).map((replica): ProcessPlan => {
      const { service: appId, name, sidecarPort: httpPort, grpcPort, internalGrpcPort } = replica;
      const configFile = join(folder, 'config', `${appId}.yaml`);
      renderConfiguration(configFile, appId, join(folder, 'names.db'));
      const ports = { appPort: appPortOf(replica), httpPort, grpcPort, internalGrpcPort };
      return {
        name: sidecarOf(name),
        command: 'daprd',
        args: daprdFlags({ appId, ...ports, componentsFolder, configFile }),
        env: daprdEnvironment(tokensOf(appId, plan.credentials)),
        upUrl: `http://127.0.0.1:${httpPort}/v1.0/healthz/outbound`,
        stops: 'after',
      };
    });
    const services = replicas.map((replica) => {
      const service = planService(plan, replica);
      return { ...service, env: { ...service.env, ...replicaEnv(replica) } };
    });
    const entrances = entrancesOf(plan.ports, replicas);
    return {
      sidecars: [],
      sidecarsOnDatabase: sidecars,
      services: entrances.length > 0 ? [...services, planEntrances(entrances)] : services,
    };
  };
}

/** Sorts sidecars with a state store first. If two of them create its tables at once, one fails, so the first starts alone. */
function stateFirst(one: DaprReplica, other: DaprReplica): number {
  const keepsState = ({ service }: DaprReplica) => Number(service === appIds.notification);
  return keepsState(other) - keepsState(one);
}

/** Returns the name of the process that is a replica's daprd. */
export function sidecarOf(replicaName: string): string {
  return `${replicaName}.daprd`;
}

function planEntrances(entrances: readonly Entrance[]): ProcessPlan {
  return {
    name: 'entrance',
    args: [join(root, 'infra/local/daprd/entrance/entrance.main.ts')],
    env: { ENTRANCES: JSON.stringify(entrances) },
    upUrl: `http://127.0.0.1:${entrances[0]?.port}/healthz`,
    stops: 'before',
  };
}
