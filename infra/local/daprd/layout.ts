import { join } from 'node:path';
import { appIds } from '../../../shared/events/topics.ts';
import { root } from '../config.ts';
import { type Layout, type PlanInput, type ProcessPlan, planService } from '../processes/process-plan.ts';
import { daprdEnvironment, daprdFlags } from './flags.ts';
import { renderComponents, renderConfiguration } from './render.ts';
import { type DaprReplica, type Entrance, entrancesOf } from './topology.ts';

export interface DaprdLayout {
  replicas: readonly DaprReplica[];
  /** As KAFKA_BROKERS. */
  brokers: string;
  /** Where a sidecar finds its app, if not at the app's own port. */
  appPortOf?: (replica: DaprReplica) => number;
  /** For every replica's process, on top of what it gets anyway. */
  replicaEnv?: (replica: DaprReplica) => Record<string, string>;
  /** Before an event becomes a dead letter, if not as often as the component files say. */
  maxRetries?: number;
}

/** The services, each replica with a real daprd, which reads the component files of the repository. */
export function daprdLayout(options: DaprdLayout): (plan: PlanInput) => Layout {
  const { replicas, brokers, appPortOf = ({ port }) => port, replicaEnv = () => ({}), maxRetries } = options;
  return (plan) => {
    const folder = join(plan.dataDir, 'dapr');
    const componentsFolder = join(folder, 'components');
    const configFile = join(folder, 'config.yaml');
    renderComponents(componentsFolder, {
      brokers,
      secretsFile: plan.secretsFile,
      ...(maxRetries === undefined ? {} : { maxRetries }),
    });
    renderConfiguration(configFile, join(folder, 'names.db'));

    const sidecars = replicas.toSorted(stateFirst).map((replica): ProcessPlan => {
      const { service: appId, name, sidecarPort: httpPort, grpcPort, internalGrpcPort } = replica;
      const ports = { appPort: appPortOf(replica), httpPort, grpcPort, internalGrpcPort };
      return {
        name: sidecarOf(name),
        command: 'daprd',
        args: daprdFlags({ appId, ...ports, componentsFolder, configFile }),
        env: daprdEnvironment({ apiToken: plan.credentials.daprApiToken, appApiToken: plan.credentials.appApiToken }),
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

/** Two that make the tables of the state store at once get in each other's way, and one gives up: one of them comes first. */
function stateFirst(one: DaprReplica, other: DaprReplica): number {
  const keepsState = ({ service }: DaprReplica) => Number(service === appIds.notification);
  return keepsState(other) - keepsState(one);
}

/** Of the process that is a replica's daprd. */
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
