import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { appIds } from '../../../shared/events/topics.ts';
import { brokerAccess } from '../events/broker.access.ts';
import { metadata, type StackContext } from '../stack-context.ts';
import { daprComponents } from './components.ts';
import { appConfiguration } from './configuration.ts';
import type { DaprManifest } from './manifest.ts';

/** The Dapr resources that sidecars read: components with their scopes, the resiliency policies, and a configuration for each app. */
export class DaprComponents extends pulumi.ComponentResource {
  constructor(context: StackContext, options?: pulumi.ComponentResourceOptions) {
    super('todo:stack:DaprComponents', 'dapr-components', {}, options);
    const { config } = context;
    const apps = Object.values(appIds);
    const manifests: DaprManifest[] = [
      ...daprComponents({
        broker: brokerAccess(config),
        replica: '{podName}',
        secrets: 'kubernetes',
        email: config.email,
      }),
      ...apps.map((app) => appConfiguration(app, config)),
    ];
    for (const { comment: _, metadata: own, scopes, ...manifest } of manifests) {
      new k8s.apiextensions.CustomResource(
        `${own.name}-${manifest.kind}`,
        { ...manifest, ...(scopes ? { scopes } : {}), metadata: metadata(context, own.name, 'dapr') },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
