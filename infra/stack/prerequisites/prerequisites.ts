import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from '../config.ts';
import type { StackContext } from '../stack-context.ts';
import { type Chart, charts } from '../third-party.ts';

type Name = keyof StackConfig['prerequisites'];

interface Prerequisite {
  namespace: string;
  values?: (config: StackConfig) => object;
  /** The prerequisites that must run before this one. */
  after?: Name[];
}

/** The settings of each chart. Every chart except the gateway's has its CRDs among its templates, so that Helm upgrades them. */
const prerequisites: Record<Name, Prerequisite> = {
  certManager: {
    namespace: 'cert-manager',
    // With the Gateway API it ends at once where that has no CRDs.
    values: ({ gateway }) => ({
      crds: { enabled: true, keep: true },
      ...(gateway ? { config: { enableGatewayAPI: true } } : {}),
    }),
    after: ['gateway'],
  },
  cloudNativePg: { namespace: 'cnpg-system', values: () => ({ crds: { create: true } }) },
  // The plugin must be in the namespace of its operator, and gets its certificates from cert-manager.
  barmanPlugin: {
    namespace: 'cnpg-system',
    values: () => ({ crds: { create: true } }),
    after: ['certManager', 'cloudNativePg'],
  },
  redpandaOperator: {
    namespace: 'redpanda-system',
    values: () => ({ crds: { enabled: true } }),
    after: ['certManager'],
  },
  keda: { namespace: 'keda' },
  gateway: { namespace: 'envoy-gateway-system' },
};

/** Installs operators and controllers. Each is one Helm release, and the cluster must not have another one of it. */
export class Prerequisites extends pulumi.ComponentResource {
  readonly #installed = new Map<Name, k8s.helm.v3.Release>();

  constructor(context: StackContext, options?: pulumi.ComponentResourceOptions) {
    super('todo:stack:Prerequisites', 'prerequisites', {}, options);
    for (const name of Object.keys(prerequisites) as Name[]) this.#install(context, name);
    this.registerOutputs();
  }

  #install(context: StackContext, name: Name): k8s.helm.v3.Release[] {
    const { install, version } = context.config.prerequisites[name];
    const existing = this.#installed.get(name);
    if (!install || existing) return existing ? [existing] : [];
    const { namespace, values, after = [] } = prerequisites[name];
    const chart: Chart = charts[name];
    const dependsOn = after.flatMap((other) => this.#install(context, other));
    const release = new k8s.helm.v3.Release(
      name,
      {
        name: chart.name.split('/').at(-1)!,
        chart: chart.name,
        version,
        ...(chart.repository ? { repositoryOpts: { repo: chart.repository } } : {}),
        namespace,
        createNamespace: true,
        atomic: true,
        timeout: 600,
        values: values?.(context.config) ?? {},
      },
      { parent: this, dependsOn },
    );
    this.#installed.set(name, release);
    return [release];
  }
}
