import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import { databaseTrust } from '../migration.ts';
import { networkPolicy } from '../network/network.policy.ts';
import { resources, restrictedContainer, restrictedPod, scheduling, scratch, secretFiles, variables } from '../pod.ts';
import { kubernetesToken } from '../service/sidecar.annotations.ts';
import { labels, metadata, type StackContext } from '../stack-context.ts';
import { databaseHosts, drillCluster } from './postgres.access.ts';
import { type Archive, recovery } from './postgres.backups.ts';

/**
 * Tries the backup by a CronJob: it creates the cluster of this manifest, compares its rows with those of the live one, and deletes it.
 * CloudNativePG gives a cluster's name to its account and role as well, so those of the Job have another.
 */
export function restoreDrill(context: StackContext, schedule: string, cluster: object, parent: pulumi.Resource): void {
  const name = 'restore-drill';
  const named = metadata(context, name, 'postgres');
  networkPolicy(context, 'restore-drill', 'postgres', { parent });
  networkPolicy(context, 'restored-postgres', 'postgres', { parent });
  const account = new k8s.core.v1.ServiceAccount(
    name,
    { metadata: named, automountServiceAccountToken: false },
    { parent },
  );
  // Kubernetes cannot restrict the name of what is created.
  const clusters = { apiGroups: ['postgresql.cnpg.io'], resources: ['clusters'] };
  const core = { apiGroups: [''], verbs: ['get'] };
  new k8s.rbac.v1.Role(
    name,
    {
      metadata: named,
      rules: [
        { ...clusters, verbs: ['create'] },
        { ...clusters, resourceNames: [drillCluster], verbs: ['get', 'delete'] },
        { ...core, resources: ['secrets'], resourceNames: [`${drillCluster}-ca`] },
        { ...core, resources: ['persistentvolumeclaims'], resourceNames: [`${drillCluster}-1`] },
      ],
    },
    { parent },
  );
  new k8s.rbac.v1.RoleBinding(
    name,
    {
      metadata: named,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: context.config.namespace }],
    },
    { parent },
  );
  const manifest = new k8s.core.v1.ConfigMap(
    name,
    { metadata: named, data: { 'cluster.json': JSON.stringify(cluster, null, 2) } },
    { parent },
  );
  const secrets = secretFiles([
    { variable: 'OWNER_PASSWORD', secret: 'postgres-owner', key: 'password' },
    { variable: 'STATE_STORE_PASSWORD', secret: 'postgres-state-store', key: 'password' },
  ]);
  const trust = databaseTrust(context);
  const writable = scratch('/tmp');
  new k8s.batch.v1.CronJob(
    drillCluster,
    {
      metadata: metadata(context, drillCluster, 'postgres'),
      spec: {
        schedule,
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 3600,
        jobTemplate: {
          spec: {
            // A second try could hide what the first one found. Only one whose node goes away begins again.
            backoffLimit: 0,
            podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] }] },
            // This is longer than all that the program waits for.
            activeDeadlineSeconds: 6 * 3600,
            template: {
              metadata: { labels: labels(name, 'postgres') },
              spec: {
                ...restrictedPod(),
                ...scheduling(context),
                serviceAccountName: account.metadata.name,
                automountServiceAccountToken: false,
                restartPolicy: 'Never',
                // In this time an interrupted drill deletes its cluster.
                terminationGracePeriodSeconds: 60,
                containers: [
                  {
                    name,
                    image: context.image('services'),
                    imagePullPolicy: context.pullPolicy,
                    ...restrictedContainer,
                    command: ['node', 'shared/database/restore-drill/restore-drill.main.ts'],
                    env: [
                      ...variables({
                        PGHOST: databaseHosts(context.config).direct,
                        CLUSTER_FILE: '/etc/restore-drill/cluster.json',
                        ...trust.env,
                      }),
                      ...secrets.env,
                    ],
                    ...resources({ cpu: { request: '50m', limit: '1' }, memory: { request: '96Mi', limit: '256Mi' } }),
                    volumeMounts: [
                      { name: 'cluster', mountPath: '/etc/restore-drill', readOnly: true },
                      {
                        name: kubernetesToken.name,
                        mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
                        readOnly: true,
                      },
                      ...writable.mounts,
                      ...secrets.mounts,
                      ...trust.mounts,
                    ],
                  },
                ],
                volumes: [
                  { name: 'cluster', configMap: { name: manifest.metadata.name, defaultMode: 0o444 } },
                  kubernetesToken,
                  ...writable.volumes,
                  ...secrets.volumes,
                  ...trust.volumes,
                ],
              },
            },
          },
        },
      },
    },
    { parent },
  );
}

/** Returns the cluster that a drill creates. It archives nothing itself, and reads the store by the account of the live cluster. */
export function restoredCluster(context: StackContext, archive: Archive, settings: object): object {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: metadata(context, drillCluster, 'postgres'),
    spec: {
      ...settings,
      instances: 1,
      ...recovery(archive),
      serviceAccountName: 'postgres',
      enablePDB: false,
      resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { cpu: '2', memory: '2Gi' } },
    },
  };
}
