import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { networkPolicy } from '../network/network.policy.ts';
import { metadata, type StackContext, selector } from '../stack-context.ts';
import { autoscaler, disruptionBudget } from './scaling.ts';
import { secretReader } from './secret.reader.ts';
import type { ServiceArgs } from './service.args.ts';
import { workload } from './workload.ts';

/** One service of the system: its pods, their account, Service, network policy and number of replicas. */
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
