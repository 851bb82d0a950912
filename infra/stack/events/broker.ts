import * as pulumi from '@pulumi/pulumi';
import { networkPolicy } from '../network/network.policy.ts';
import type { Place } from '../stack-context.ts';
import { redpandaCluster } from './redpanda.cluster.ts';
import { redpandaSingle } from './redpanda.single.ts';

/** What speaks Kafka's protocol: Redpanda, or somebody else's brokers. */
export class Broker extends pulumi.ComponentResource {
  constructor(place: Place, options?: pulumi.ComponentResourceOptions) {
    super('todo:stack:Broker', 'broker', {}, options);
    const { broker } = place.config;
    if (broker.kind === 'single') redpandaSingle(place, broker, this);
    if (broker.kind === 'cluster') redpandaCluster(place, broker, this);
    if (broker.kind !== 'external') networkPolicy(place, 'broker', 'redpanda', { parent: this });
    this.registerOutputs();
  }
}
