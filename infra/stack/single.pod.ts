import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import { restrictedContainer, restrictedPod, scheduling } from './pod.ts';
import { labels, metadata, type StackContext, selector } from './stack-context.ts';

export interface SinglePod {
  name: string;
  /** The named port of the container to which others connect. */
  port: { name: string; port: number };
  /** Whether DNS resolves the pod's name before the pod is ready. */
  publishNotReadyAddresses?: true;
  /** The id of the image's user. */
  user: number;
  container: Omit<k8s.types.input.core.v1.Container, 'name'>;
  /** A second container in the same pod. */
  companion?: k8s.types.input.core.v1.Container;
  /** Temporary volumes. The volume `data`, which is kept, comes in addition. */
  volumes: k8s.types.input.core.v1.Volume[];
  data: { storage: string; storageClass?: string | undefined };
}

/** Creates one pod with its own DNS name and a volume, which is kept when the pod or the StatefulSet is deleted. */
export function singlePod(
  context: StackContext,
  { name, port, publishNotReadyAddresses, user, container, companion, volumes, data }: SinglePod,
  options: { parent: pulumi.Resource; protect?: boolean; retainOnDelete?: boolean },
): void {
  const { parent } = options;
  const named = metadata(context, name);
  new k8s.core.v1.Service(
    name,
    {
      metadata: named,
      spec: {
        type: 'ClusterIP',
        clusterIP: 'None',
        ...(publishNotReadyAddresses && { publishNotReadyAddresses }),
        selector: selector(name),
        ports: [{ ...port, targetPort: port.name }],
      },
    },
    { parent },
  );
  const account = new k8s.core.v1.ServiceAccount(
    name,
    { metadata: named, automountServiceAccountToken: false },
    { parent },
  );
  new k8s.apps.v1.StatefulSet(
    name,
    {
      metadata: named,
      spec: {
        serviceName: name,
        replicas: 1,
        selector: { matchLabels: selector(name) },
        template: {
          metadata: { labels: labels(name) },
          spec: {
            ...restrictedPod(user),
            ...scheduling(context),
            serviceAccountName: account.metadata.name,
            automountServiceAccountToken: false,
            // The process needs time to flush its memory to disk.
            terminationGracePeriodSeconds: 60,
            ...(companion && {
              initContainers: [
                { imagePullPolicy: context.pullPolicy, ...restrictedContainer, restartPolicy: 'Always', ...companion },
              ],
            }),
            containers: [{ name, imagePullPolicy: context.pullPolicy, ...restrictedContainer, ...container }],
            volumes,
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: 'data', labels: labels(name) },
            spec: {
              accessModes: ['ReadWriteOnce'],
              ...(data.storageClass ? { storageClassName: data.storageClass } : {}),
              resources: { requests: { storage: data.storage } },
            },
          },
        ],
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      },
    },
    options,
  );
}
