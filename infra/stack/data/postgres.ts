import * as pulumi from '@pulumi/pulumi';
import { networkPolicy } from '../network/network.policy.ts';
import type { Place } from '../stack-context.ts';
import { postgresCluster } from './postgres.cluster.ts';
import { postgresSingle } from './postgres.single.ts';

/** PostgreSQL, with the databases `todo` (owner todo_owner) and `dapr` (owner todo_dapr); nothing of it depends on the phase. */
export class Postgres extends pulumi.ComponentResource {
  constructor(place: Place, options?: pulumi.ComponentResourceOptions) {
    super('todo:stack:Postgres', 'postgres', {}, options);
    const { postgres } = place.config;
    if (postgres.kind === 'single') postgresSingle(place, postgres, this);
    if (postgres.kind === 'cluster') postgresCluster(place, postgres, this);
    if (postgres.kind !== 'external') networkPolicy(place, 'postgres', 'postgres', { parent: this });
    if (postgres.kind === 'cluster') networkPolicy(place, 'pooler', 'postgres', { parent: this });
    this.registerOutputs();
  }
}
