import * as pulumi from '@pulumi/pulumi';
import { networkPolicy } from '../network/network.policy.ts';
import type { StackContext } from '../stack-context.ts';
import { postgresCluster } from './postgres.cluster.ts';
import { postgresDumps } from './postgres.dumps.ts';
import { postgresSingle } from './postgres.single.ts';

/** PostgreSQL, with the databases `todo` (owner todo_owner) and `dapr` (owner todo_dapr). It is the same with and without events. */
export class Postgres extends pulumi.ComponentResource {
  constructor(context: StackContext, options?: pulumi.ComponentResourceOptions) {
    super('todo:stack:Postgres', 'postgres', {}, options);
    const { postgres } = context.config;
    if (postgres.kind === 'single') postgresSingle(context, postgres, this);
    if (postgres.kind === 'single' && postgres.dumps) postgresDumps(context, postgres.dumps, this);
    if (postgres.kind === 'cluster') postgresCluster(context, postgres, this);
    if (postgres.kind !== 'external') networkPolicy(context, 'postgres', 'postgres', { parent: this });
    if (postgres.kind === 'cluster') networkPolicy(context, 'pooler', 'postgres', { parent: this });
    this.registerOutputs();
  }
}
