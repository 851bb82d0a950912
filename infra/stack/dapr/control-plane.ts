import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { appIds } from '../../../shared/events/topics.ts';
import type { StackContext } from '../stack-context.ts';
import { charts } from '../third-party.ts';
import { installedBy, refuseSecondDapr } from './existing-dapr.ts';

/** Installs Dapr's operator, sentry and sidecar injector, unless the cluster already has them. Nothing here uses actors or jobs. */
export class DaprControlPlane extends pulumi.ComponentResource {
  constructor(context: StackContext, options?: pulumi.ComponentResourceOptions) {
    super('todo:stack:DaprControlPlane', 'dapr-control-plane', {}, options);
    const { install, version, chart, namespace, highAvailability } = context.config.dapr;
    if (install) {
      refuseSecondDapr(context.cluster, pulumi.getStack());
      new k8s.helm.v3.Release(
        'dapr',
        {
          name: 'dapr',
          ...(chart
            ? { chart }
            : { chart: charts.dapr.name, version, repositoryOpts: { repo: charts.dapr.repository } }),
          namespace,
          createNamespace: true,
          atomic: true,
          timeout: 600,
          values: {
            global: {
              mtls: { enabled: true },
              ha: { enabled: highAvailability },
              logAsJson: true,
              k8sLabels: { [installedBy]: pulumi.getStack() },
              actors: { enabled: false },
              scheduler: { enabled: false },
              seccompProfile: 'RuntimeDefault',
            },
            // Sidecars must meet the restricted Pod Security Standard.
            dapr_sidecar_injector: {
              sidecarRunAsNonRoot: true,
              sidecarReadOnlyRootFilesystem: true,
              sidecarDropALLCapabilities: true,
              // While the injector is away, pods of services are not created, instead of being created without a sidecar. Other
              // pods, above all those of Dapr itself, must not wait for the injector.
              webhookFailurePolicy: 'Fail',
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': context.config.namespace } },
              objectSelector: {
                matchLabels: { 'app.kubernetes.io/part-of': 'todo-chatbot' },
                matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: Object.values(appIds) }],
              },
            },
            // The operator deletes pods that lack their sidecar, and they are created again with one.
            dapr_operator: { watchInterval: '30s' },
            // The default would let every pod's default account read all Secrets.
            dapr_rbac: { secretReader: { enabled: false } },
          },
        },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
