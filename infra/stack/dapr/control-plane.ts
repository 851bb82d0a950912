import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import type { StackContext } from '../stack-context.ts';
import { charts } from '../third-party.ts';

/** Installs Dapr's operator, sentry and sidecar injector, unless the cluster already has them. Nothing here uses actors or jobs. */
export class DaprControlPlane extends pulumi.ComponentResource {
  constructor(context: StackContext, options?: pulumi.ComponentResourceOptions) {
    super('todo:stack:DaprControlPlane', 'dapr-control-plane', {}, options);
    const { install, version, chart, namespace, highAvailability } = context.config.dapr;
    if (install) {
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
              actors: { enabled: false },
              scheduler: { enabled: false },
              seccompProfile: 'RuntimeDefault',
            },
            // Sidecars must meet the restricted Pod Security Standard.
            dapr_sidecar_injector: {
              sidecarRunAsNonRoot: true,
              sidecarReadOnlyRootFilesystem: true,
              sidecarDropALLCapabilities: true,
            },
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
