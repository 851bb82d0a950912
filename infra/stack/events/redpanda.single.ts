import type * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from '../config.ts';
import { resources, scratch } from '../pod.ts';
import { ports } from '../ports.ts';
import { singlePod } from '../single.pod.ts';
import type { StackContext } from '../stack-context.ts';
import { images } from '../third-party.ts';

/** The id of the user `redpanda` in the image. */
const user = 101;

/** Redpanda as a single pod, for a cluster of one machine. */
export function redpandaSingle(
  context: StackContext,
  data: Extract<StackConfig['broker'], { kind: 'single' }>,
  parent: pulumi.Resource,
): void {
  const host = `redpanda-0.redpanda.${context.config.namespace}.svc.cluster.local`;
  // rpk writes its configuration when it starts.
  const writable = scratch('/tmp', '/etc/redpanda');
  const probe = (path: string) => ({ httpGet: { path, port: 'admin' }, timeoutSeconds: 5 });
  singlePod(
    context,
    {
      name: 'redpanda',
      port: { name: 'kafka', port: ports.kafka },
      user,
      data,
      publishNotReadyAddresses: true,
      container: {
        image: `${images.redpanda.repository}:${images.redpanda.tag}`,
        // Redpanda creates no topics on its own, so a Job of this stack creates them.
        args: [
          'redpanda',
          'start',
          '--smp=1',
          '--memory=1G',
          '--reserve-memory=0M',
          '--overprovisioned',
          '--check=false',
          '--default-log-level=warn',
          '--node-id=0',
          `--kafka-addr=0.0.0.0:${ports.kafka}`,
          `--advertise-kafka-addr=${host}:${ports.kafka}`,
          `--rpc-addr=0.0.0.0:${ports.brokerRpc}`,
          `--advertise-rpc-addr=${host}:${ports.brokerRpc}`,
        ],
        ports: [
          { name: 'kafka', containerPort: ports.kafka },
          { name: 'rpc', containerPort: ports.brokerRpc },
          { name: 'admin', containerPort: ports.brokerAdmin },
        ],
        startupProbe: { ...probe('/v1/status/ready'), periodSeconds: 2, failureThreshold: 90 },
        readinessProbe: { ...probe('/v1/status/ready'), periodSeconds: 5 },
        livenessProbe: { ...probe('/v1/brokers'), periodSeconds: 10, failureThreshold: 6 },
        ...resources({ cpu: { request: '200m', limit: '1' }, memory: { request: '1280Mi', limit: '1536Mi' } }),
        volumeMounts: [{ name: 'data', mountPath: '/var/lib/redpanda/data' }, ...writable.mounts],
      },
      volumes: writable.volumes,
    },
    { parent },
  );
}
