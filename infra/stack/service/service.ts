import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import type { AppId } from '../dapr/configuration.ts';
import { networkPolicy } from '../network/network.policy.ts';
import type { Resources, SecretFile } from '../pod.ts';
import { metadata, type StackContext, selector } from '../stack-context.ts';
import { autoscaler, disruptionBudget } from './scaling.ts';
import { secretReader } from './secret.reader.ts';
import { workload } from './workload.ts';

export interface ServiceArgs {
  name: AppId | 'frontend';
  image: string;
  /** Default: the image's. */
  command?: string[];
  port: number;
  env: Record<string, string>;
  secrets?: SecretFile[];
  resources: Resources;
  /** Uses the database itself. */
  database?: boolean;
  /** Has a sidecar: whether that reads the Secret named like the service, and whether its components use the database. */
  sidecar?: { readsSecret: boolean; database: boolean };
  /** Pods keep their names when they restart. */
  stateful?: boolean;
  /** Consumes this topic, by whose lag it may be scaled. */
  consumes?: string;
  /** Where it answers that it is alive, and that it can do its work. Default: `/healthz` and `/readyz`. */
  health?: { alive: string; ready: string };
}

/** Any of the services: pods with their account, Service and network policy, and how many there are of them. */
export class Service extends pulumi.ComponentResource {
  constructor(context: StackContext, args: ServiceArgs, options?: pulumi.ComponentResourceOptions) {
    const { name, port, sidecar } = args;
    super('todo:stack:Service', name, {}, options);
    const parent = { parent: this };
    const named = metadata(context, name);

    const account = new k8s.core.v1.ServiceAccount(
      name,
      { metadata: named, automountServiceAccountToken: false },
      parent,
    );
    if (sidecar?.readsSecret) secretReader(context, name, parent);
    networkPolicy(context, name, name, parent);
    new k8s.core.v1.Service(
      name,
      {
        metadata: named,
        spec: {
          type: 'ClusterIP',
          selector: selector(name),
          ports: [{ name: 'http', port, targetPort: 'http', appProtocol: 'http' }],
        },
      },
      parent,
    );
    autoscaler(context, args, workload(context, args, { ...parent, dependsOn: account }), parent);
    disruptionBudget(context, name, parent);
    this.registerOutputs();
  }
}
