import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import { appIds } from '../../../shared/events/topics.ts';
import type { StackConfig } from '../config.ts';
import { restrictedContainer, restrictedPod, scheduling } from '../pod.ts';
import { ports } from '../ports.ts';
import { brokerAdministrators, brokerUser } from '../secrets/secret.contents.ts';
import { metadata, type StackContext } from '../stack-context.ts';
import { images } from '../third-party.ts';
import { allTopics } from './topics.ts';

/** The id of the user `redpanda` in the image. */
const user = 101;

/** Brokers run by Redpanda's operator, with TLS by cert-manager, one SCRAM user, and no outside access. Deleting it keeps the volumes. */
export function redpandaCluster(
  context: StackContext,
  { brokers, storage, storageClass }: Extract<StackConfig['broker'], { kind: 'cluster' }>,
  parent: pulumi.Resource,
): void {
  const restricted = (...names: string[]) =>
    names.map((name) => ({ name, securityContext: restrictedContainer.securityContext }));
  const { securityContext } = restrictedPod(user);
  const cluster = new k8s.apiextensions.CustomResource(
    'redpanda-Redpanda',
    {
      apiVersion: 'cluster.redpanda.com/v1alpha2',
      kind: 'Redpanda',
      metadata: {
        ...metadata(context, 'redpanda'),
        annotations: { 'pulumi.com/waitFor': 'condition=Ready', 'pulumi.com/timeoutSeconds': '1200' },
      },
      spec: {
        clusterSpec: {
          image: { ...images.redpanda },
          statefulset: {
            replicas: brokers,
            budget: { maxUnavailable: 1 },
            podAntiAffinity: { type: 'hard', topologyKey: 'kubernetes.io/hostname' },
            podTemplate: {
              spec: {
                securityContext,
                ...scheduling(context),
                initContainers: restricted('redpanda-configurator', 'bootstrap-yaml-envsubst'),
                containers: restricted('redpanda', 'sidecar'),
              },
            },
          },
          post_install_job: { podTemplate: { spec: { securityContext, containers: restricted('post-install') } } },
          resources: { cpu: { cores: '1' }, memory: { container: { max: '2.5Gi' } } },
          storage: {
            persistentVolume: { enabled: true, size: storage, ...(storageClass ? { storageClass } : {}) },
          },
          // Tuning would need a privileged container.
          tuning: { tune_aio_events: false },
          tls: { enabled: true },
          auth: {
            sasl: { enabled: true, mechanism: 'SCRAM-SHA-512', secretRef: brokerAdministrators, users: [] },
          },
          external: { enabled: false },
          listeners: { rpc: { port: ports.brokerRpc } },
          console: { enabled: false },
          logging: { logLevel: 'warn', usageStats: { enabled: false } },
          config: { cluster: { auto_create_topics_enabled: false, default_topic_replications: Math.min(3, brokers) } },
        },
      },
    },
    { parent },
  );
  new k8s.apiextensions.CustomResource(
    'redpanda-User',
    {
      apiVersion: 'cluster.redpanda.com/v1alpha2',
      kind: 'User',
      metadata: metadata(context, brokerUser, 'redpanda'),
      spec: {
        cluster: { clusterRef: { name: 'redpanda' } },
        authentication: {
          type: 'scram-sha-512',
          password: { valueFrom: { secretKeyRef: { name: 'broker-user', key: 'password' } }, noGenerate: true },
        },
        authorization: {
          acls: [
            ...allTopics.map((name) => allow('topic', name, topicOperations)),
            // A service's consumer group is its app id; the websocket service's are its pods' names.
            ...Object.values(appIds).map((name) => allow('group', name, ['Read', 'Describe'], 'prefixed')),
            { type: 'allow', resource: { type: 'cluster', name: '' }, operations: ['IdempotentWrite', 'Describe'] },
          ],
        },
      },
    },
    { parent, dependsOn: cluster },
  );
}

const topicOperations = ['Read', 'Write', 'Describe', 'Create', 'Alter', 'AlterConfigs', 'DescribeConfigs'];

function allow(type: string, name: string, operations: string[], patternType = 'literal') {
  return { type: 'allow', resource: { type, name, patternType }, operations };
}
