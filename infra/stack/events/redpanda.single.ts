import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from '../config.ts';
import { labels, metadata, type Place, selector } from '../place.ts';
import { resources, restrictedContainer, restrictedPod, scratch } from '../pod.ts';
import { ports } from '../ports.ts';
import { images } from '../third-party.ts';

/** The user `redpanda` of the image. */
const user = 101;
const [rpcPort, adminPort] = [33145, 9644];

/** One broker with a volume, for a cluster of one machine. The volume stays when the StatefulSet goes. */
export function redpandaSingle(
  place: Place,
  { storage, storageClass }: Extract<StackConfig['broker'], { kind: 'single' }>,
  parent: pulumi.Resource,
): void {
  const named = metadata(place, 'redpanda');
  const host = `redpanda-0.redpanda.${place.config.namespace}.svc.cluster.local`;
  // rpk writes its configuration as it starts.
  const writable = scratch('/tmp', '/etc/redpanda');
  new k8s.core.v1.Service(
    'redpanda',
    {
      metadata: named,
      spec: {
        type: 'ClusterIP',
        clusterIP: 'None',
        // It reaches itself by this name before it is ready.
        publishNotReadyAddresses: true,
        selector: selector('redpanda'),
        ports: [{ name: 'kafka', port: ports.kafka, targetPort: 'kafka' }],
      },
    },
    { parent },
  );
  const account = new k8s.core.v1.ServiceAccount(
    'redpanda',
    { metadata: named, automountServiceAccountToken: false },
    { parent },
  );
  const probe = (path: string) => ({ httpGet: { path, port: 'admin' }, timeoutSeconds: 5 });
  new k8s.apps.v1.StatefulSet(
    'redpanda',
    {
      metadata: named,
      spec: {
        serviceName: 'redpanda',
        replicas: 1,
        selector: { matchLabels: selector('redpanda') },
        template: {
          metadata: { labels: labels('redpanda') },
          spec: {
            ...restrictedPod(user),
            serviceAccountName: account.metadata.name,
            automountServiceAccountToken: false,
            terminationGracePeriodSeconds: 60,
            containers: [
              {
                name: 'redpanda',
                image: `${images.redpanda.repository}:${images.redpanda.tag}`,
                imagePullPolicy: place.pull,
                ...restrictedContainer,
                // Topics are made by a Job of ours: Redpanda makes none by itself unless it is told to.
                args: [
                  ...['redpanda', 'start', '--smp=1', '--memory=1G', '--reserve-memory=0M', '--overprovisioned'],
                  ...['--check=false', '--default-log-level=warn', '--node-id=0'],
                  `--kafka-addr=0.0.0.0:${ports.kafka}`,
                  `--advertise-kafka-addr=${host}:${ports.kafka}`,
                  `--rpc-addr=0.0.0.0:${rpcPort}`,
                  `--advertise-rpc-addr=${host}:${rpcPort}`,
                ],
                ports: [
                  { name: 'kafka', containerPort: ports.kafka },
                  { name: 'rpc', containerPort: rpcPort },
                  { name: 'admin', containerPort: adminPort },
                ],
                startupProbe: { ...probe('/v1/status/ready'), periodSeconds: 2, failureThreshold: 90 },
                readinessProbe: { ...probe('/v1/status/ready'), periodSeconds: 5 },
                livenessProbe: { ...probe('/v1/brokers'), periodSeconds: 10, failureThreshold: 6 },
                ...resources({
                  cpu: { request: '200m', limit: '1' },
                  memory: { request: '1280Mi', limit: '1536Mi' },
                }),
                volumeMounts: [{ name: 'data', mountPath: '/var/lib/redpanda/data' }, ...writable.mounts],
              },
            ],
            volumes: writable.volumes,
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: 'data', labels: labels('redpanda') },
            spec: {
              accessModes: ['ReadWriteOnce'],
              ...(storageClass ? { storageClassName: storageClass } : {}),
              resources: { requests: { storage } },
            },
          },
        ],
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      },
    },
    { parent },
  );
}
