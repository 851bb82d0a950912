import type k8s from '@pulumi/kubernetes';
import type { databaseTrust } from '../migration.ts';
import { resources, restrictedContainer, restrictedPod, scheduling, scratch, secretFiles, variables } from '../pod.ts';
import { type StackContext, selector } from '../stack-context.ts';
import type { ServiceArgs } from './service.args.ts';
import { kubernetesToken } from './sidecar.annotations.ts';
import { waitForNeeds } from './wait.container.ts';

interface Trust {
  trust: ReturnType<typeof databaseTrust>;
  /** Whether the sidecar also mounts the certificate. */
  sidecarTrust: boolean;
}

/** Returns a pod with the service's container. Dapr's injector adds the sidecar. */
export function servicePod(
  context: StackContext,
  args: ServiceArgs,
  { trust, sidecarTrust }: Trust,
): k8s.types.input.core.v1.PodSpec {
  const { name, image, command, port, env, database, sidecar } = args;
  const { alive, ready } = args.health ?? { alive: '/healthz', ready: '/readyz' };
  const secrets = secretFiles(args.secrets ?? []);
  const needs = waitForNeeds(context, args, trust);
  const writable = scratch('/tmp');
  const probe = (path: string) => ({ httpGet: { path, port: 'http' } });
  return {
    ...restrictedPod(),
    ...scheduling(context),
    serviceAccountName: name,
    automountServiceAccountToken: false,
    // This is longer than service and sidecar together need to drain.
    terminationGracePeriodSeconds: 60,
    ...(needs.initContainers.length > 0 ? { initContainers: needs.initContainers } : {}),
    containers: [
      {
        name,
        image,
        imagePullPolicy: context.pullPolicy,
        ...restrictedContainer,
        ...(command ? { command } : {}),
        env: [...variables({ ...env, ...(database ? trust.env : {}) }), ...secrets.env],
        ports: [{ name: 'http', containerPort: port }],
        // A start may wait half a minute for the sidecar.
        startupProbe: { ...probe(alive), periodSeconds: 2, failureThreshold: 60, timeoutSeconds: 2 },
        livenessProbe: { ...probe(alive), periodSeconds: 10, failureThreshold: 3, timeoutSeconds: 5 },
        readinessProbe: { ...probe(ready), periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 5 },
        // The Service may still send requests to this pod for a few seconds.
        lifecycle: { preStop: { sleep: { seconds: 5 } } },
        ...resources(args.resources),
        volumeMounts: [...writable.mounts, ...secrets.mounts, ...(database ? trust.mounts : [])],
      },
    ],
    volumes: [
      ...writable.volumes,
      ...secrets.volumes,
      ...needs.volumes,
      ...(database || sidecarTrust ? trust.volumes : []),
      ...(sidecar?.readsSecret ? [kubernetesToken] : []),
    ],
    topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: selector(name) },
    })),
  };
}
