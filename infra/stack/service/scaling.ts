import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import { brokerAccess } from '../events/broker.access.ts';
import { metadata, type StackContext, selector } from '../stack-context.ts';
import type { ServiceArgs } from './service.args.ts';

type Name = ServiceArgs['name'];

/** Another replica is started when more events than this wait for each one. */
const lagPerReplica = 500;

/** Returns the number of replicas, or nothing if an autoscaler sets it, because an update would reset its choice. */
export function replicasOf(context: StackContext, name: Name): { replicas?: number } {
  const { autoscaling, replicas } = context.config;
  return autoscaling === 'none' ? { replicas: replicas[name].min } : {};
}

/** Creates the autoscaler of a service, if the stack scales that service. */
export function autoscaler(
  context: StackContext,
  { name, stateful, consumes }: ServiceArgs,
  workload: pulumi.Resource,
  options: pulumi.CustomResourceOptions,
): void {
  const { autoscaling, replicas } = context.config;
  if (autoscaling === 'none') return;
  const { min, max } = replicas[name];
  const target = { apiVersion: 'apps/v1', kind: stateful ? 'StatefulSet' : 'Deployment', name };
  if (autoscaling === 'lag' && consumes) {
    byLag(context, { name, consumes, target, min, max }, { ...options, dependsOn: workload });
    return;
  }
  new k8s.autoscaling.v2.HorizontalPodAutoscaler(
    name,
    {
      metadata: metadata(context, name),
      spec: {
        scaleTargetRef: target,
        minReplicas: min,
        maxReplicas: max,
        metrics: [
          {
            // Only the service's container counts, not the sidecar.
            type: 'ContainerResource',
            containerResource: {
              name: 'cpu',
              container: name,
              target: { type: 'Utilization', averageUtilization: 70 },
            },
          },
        ],
        behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      },
    },
    { ...options, dependsOn: workload },
  );
}

/** Scales by the number of events in the topic that the service's consumer group has not read, using KEDA. */
function byLag(
  context: StackContext,
  { name, consumes, target, min, max }: { name: Name; consumes: string; target: object; min: number; max: number },
  options: pulumi.CustomResourceOptions,
): void {
  const { addresses, tls, ca } = brokerAccess(context.config);
  const keda = (kind: string, spec: object) =>
    new k8s.apiextensions.CustomResource(
      `${name}-${kind}`,
      { apiVersion: 'keda.sh/v1alpha1', kind, metadata: metadata(context, name), spec },
      options,
    );
  if (tls) {
    keda('TriggerAuthentication', {
      secretTargetRef: [
        { parameter: 'username', name: 'broker-user', key: 'username' },
        { parameter: 'password', name: 'broker-user', key: 'password' },
        ...(ca ? [{ parameter: 'ca', name: ca, key: 'ca.crt' }] : []),
      ],
    });
  }
  keda('ScaledObject', {
    scaleTargetRef: target,
    minReplicaCount: min,
    maxReplicaCount: max,
    cooldownPeriod: 300,
    triggers: [
      {
        type: 'kafka',
        metadata: {
          bootstrapServers: addresses,
          consumerGroup: name,
          topic: consumes,
          lagThreshold: String(lagPerReplica),
          ...(tls ? { sasl: 'scram_sha512', tls: 'enable' } : {}),
        },
        ...(tls ? { authenticationRef: { name } } : {}),
      },
    ],
  });
}

/** Lets one of several replicas be evicted at a time. A single replica gets no budget, because it would block draining its node. */
export function disruptionBudget(context: StackContext, name: Name, options: pulumi.CustomResourceOptions): void {
  if (context.config.replicas[name].min < 2) return;
  new k8s.policy.v1.PodDisruptionBudget(
    name,
    { metadata: metadata(context, name), spec: { maxUnavailable: 1, selector: { matchLabels: selector(name) } } },
    options,
  );
}
