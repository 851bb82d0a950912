import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from '../config.ts';
import { databaseTrust } from '../migration.ts';
import { secretsAnnotation } from '../secrets/secret.digest.ts';
import { labels, metadata, type StackContext, selector } from '../stack-context.ts';
import { replicasOf } from './scaling.ts';
import type { ServiceArgs } from './service.args.ts';
import { servicePod } from './service.pod.ts';
import { sidecarAnnotations } from './sidecar.annotations.ts';

/** Creates the Deployment or the StatefulSet of a service. */
export function workload(
  context: StackContext,
  args: ServiceArgs,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const { name, port, sidecar, stateful } = args;
  const trust = databaseTrust(context);
  const sidecarTrust = Boolean(sidecar?.database) && trust.mounts.length > 0;
  const annotations = {
    ...secretsAnnotation(context.config, secretsOf(context.config, args)),
    ...(sidecar && name !== 'frontend'
      ? sidecarAnnotations({ app: name, port, readsSecret: sidecar.readsSecret, trust: sidecarTrust })
      : {}),
  };
  const spec = {
    selector: { matchLabels: selector(name) },
    ...replicasOf(context, name),
    template: {
      metadata: { labels: labels(name), ...(Object.keys(annotations).length > 0 ? { annotations } : {}) },
      spec: servicePod(context, args, { trust, sidecarTrust }),
    },
  };
  if (!stateful) {
    return new k8s.apps.v1.Deployment(
      name,
      {
        metadata: metadata(context, name),
        spec: {
          ...spec,
          revisionHistoryLimit: 3,
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        },
      },
      options,
    );
  }
  const pods = `${name}-pods`;
  new k8s.core.v1.Service(
    pods,
    {
      metadata: metadata(context, pods, name),
      // This Service only gives each pod a DNS name. Requests go through the service's other Service, which distributes them.
      spec: { type: 'ClusterIP', clusterIP: 'None', selector: selector(name), ports: [{ name: 'http', port }] },
    },
    options,
  );
  return new k8s.apps.v1.StatefulSet(
    name,
    {
      metadata: metadata(context, name),
      spec: {
        ...spec,
        serviceName: pods,
        // Pods start and stop without waiting for each other.
        podManagementPolicy: 'Parallel',
        updateStrategy: { type: 'RollingUpdate' },
      },
    },
    options,
  );
}

/** Returns the names of the Secrets that a service and its sidecar read. */
function secretsOf({ broker }: StackConfig, { name, database, sidecar, secrets = [] }: ServiceArgs): string[] {
  return [
    ...secrets.map(({ secret }) => secret),
    ...(database || sidecar?.readsSecret ? [name] : []),
    ...(sidecar?.database ? ['statestore'] : []),
    ...(sidecar && broker.kind !== 'single' ? ['broker-user'] : []),
    ...(name === 'notification' ? ['email'] : []),
  ];
}
