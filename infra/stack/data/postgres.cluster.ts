import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import { scheduling } from '../pod.ts';
import { holdsData, metadata, type StackContext } from '../stack-context.ts';
import { images } from '../third-party.ts';
import { bootstrap, type ClusterSettings, dailyBackup, objectStore } from './postgres.backups.ts';
import { restoreDrill, restoredCluster } from './postgres.drill.ts';
import { postgresPrivacy } from './postgres.privacy.ts';

/** PostgreSQL run by CloudNativePG: a primary with standbys that can take over, poolers, and backups to an object store. */
export function postgresCluster(context: StackContext, settings: ClusterSettings, parent: pulumi.Resource): void {
  const { instances, poolers, storage, storageClass, backup } = settings;
  const { namespace, throwAway } = context.config;
  const { nodeSelector, tolerations, ...others } = scheduling(context);
  const resource = (kind: string, name: string, spec: object, options: pulumi.CustomResourceOptions = {}) =>
    new k8s.apiextensions.CustomResource(
      `${name}-${kind}`,
      {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind,
        metadata: { ...metadata(context, name, 'postgres'), annotations: inBackground },
        spec,
      },
      { parent, ...options },
    );
  const archive = backup ? objectStore(context, 'postgres-backups', backup, parent) : undefined;
  // The cluster that a drill restores has these settings, too.
  const parameters = { max_connections: '200', timezone: 'UTC', ...postgresPrivacy };
  const common = {
    imageName: images.postgresCluster,
    ...others,
    enableSuperuserAccess: false,
    storage: { size: storage, ...(storageClass ? { storageClass } : {}) },
  };
  const place = { ...(nodeSelector ? { nodeSelector } : {}), ...(tolerations ? { tolerations } : {}) };
  const identity = Object.entries(backup?.identity ?? {}).length > 0 ? backup?.identity : undefined;

  const cluster = new k8s.apiextensions.CustomResource(
    'postgres-Cluster',
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: {
        ...metadata(context, 'postgres'),
        // The migration must wait until the cluster is ready.
        annotations: { ...inBackground, 'pulumi.com/waitFor': 'condition=Ready', 'pulumi.com/timeoutSeconds': '1200' },
      },
      spec: {
        instances,
        ...common,
        primaryUpdateStrategy: 'unsupervised',
        postgresql: { ...(instances > 1 ? { synchronous } : {}), parameters },
        ...bootstrap(context, settings, parent),
        managed: {
          roles: [
            { name: 'todo_owner', login: true, createrole: true, passwordSecret: { name: 'postgres-owner' } },
            { name: 'todo_dapr', login: true, passwordSecret: { name: 'postgres-state-store' } },
          ],
        },
        // The poolers present the same certificate.
        certificates: { serverAltDNSNames: ['postgres-pooler', `postgres-pooler.${namespace}.svc`] },
        enablePDB: true,
        resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { cpu: '2', memory: '2Gi' } },
        affinity: {
          enablePodAntiAffinity: true,
          topologyKey: 'kubernetes.io/hostname',
          podAntiAffinityType: 'required',
          ...place,
        },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'topology.kubernetes.io/zone',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: { 'cnpg.io/cluster': 'postgres' } },
          },
        ],
        ...(identity
          ? {
              serviceAccountTemplate: { metadata: { annotations: identity } },
              ...azureIdentity,
            }
          : {}),
        ...(archive ? { plugins: [{ ...archive, enabled: true, isWALArchiver: true }] } : {}),
      },
    },
    { parent, ...holdsData(throwAway) },
  );
  const afterwards = { dependsOn: cluster };
  resource(
    'Database',
    'dapr',
    {
      name: 'dapr',
      owner: 'todo_dapr',
      cluster: { name: 'postgres' },
      databaseReclaimPolicy: 'retain',
    },
    { ...afterwards, ...holdsData(throwAway) },
  );
  resource(
    'Pooler',
    'postgres-pooler',
    {
      cluster: { name: 'postgres' },
      instances: poolers,
      type: 'rw',
      // The services keep no session state: their locks are `pg_advisory_xact_lock`, and they name no statements.
      pgbouncer: {
        poolMode: 'transaction',
        // The services prepare what they send most, in at most some hundred forms.
        parameters: { max_client_conn: '1000', default_pool_size: '40', max_prepared_statements: '200' },
      },
      template: {
        metadata: { labels: { 'app.kubernetes.io/part-of': 'todo-chatbot' } },
        spec: {
          ...scheduling(context),
          containers: [
            {
              name: 'pgbouncer',
              resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } },
            },
          ],
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: { 'cnpg.io/poolerName': 'postgres-pooler' } },
            },
          ],
        },
      },
    },
    afterwards,
  );
  if (!backup || !archive) return;
  dailyBackup(context, archive, { parent, ...afterwards });
  const restored = { ...common, postgresql: { parameters }, affinity: place, ...(identity ? azureIdentity : {}) };
  restoreDrill(context, backup.drill, restoredCluster(context, archive, restored), parent);
}

/** Otherwise Pulumi would delete the pods of a pooler first, and the operator would make others for as long as the pooler is there. */
const inBackground = { 'pulumi.com/deletionPropagationPolicy': 'background' };

/** A commit waits for one standby, so the loss of the primary loses no acknowledged write. While there is none, commits go on. */
const synchronous = { method: 'any', number: 1, dataDurability: 'preferred' };

/** Azure gives an identity to pods with this label only. Others ignore it. */
const azureIdentity = { inheritedMetadata: { labels: { 'azure.workload.identity/use': 'true' } } };
