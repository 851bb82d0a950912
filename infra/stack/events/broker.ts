import * as pulumi from '@pulumi/pulumi';
import { networkPolicy } from '../network/network.policy.ts';
import type { StackContext } from '../stack-context.ts';
import { redpandaCluster } from './redpanda.cluster.ts';
import { redpandaSingle } from './redpanda.single.ts';

/** The broker with Kafka's protocol: Redpanda, or brokers that already exist. */
export class Broker extends pulumi.ComponentResource {
  constructor(context: StackContext, options?: pulumi.ComponentResourceOptions) {
    super('todo:stack:Broker', 'broker', {}, options);
    const { broker } = context.config;
    if (broker.kind === 'single') redpandaSingle(context, broker, this);
    if (broker.kind === 'cluster') redpandaCluster(context, broker, this);
    if (broker.kind !== 'external') networkPolicy(context, 'broker', 'redpanda', { parent: this });
    this.registerOutputs();
  }
}
