import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from './config.ts';
import { metadata, type StackContext } from './stack-context.ts';

/** The only door: TLS, and behind it the page, which passes on to the backend what is the backend's. */
export class PublicIngress extends pulumi.ComponentResource {
  constructor(
    context: StackContext,
    { className, issuer }: NonNullable<StackConfig['ingress']>,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super('todo:stack:PublicIngress', 'ingress', {}, options);
    const { hostname } = new URL(context.config.origin);
    new k8s.networking.v1.Ingress(
      'frontend',
      {
        metadata: {
          ...metadata(context, 'frontend', 'ingress'),
          ...(issuer ? { annotations: { 'cert-manager.io/cluster-issuer': issuer } } : {}),
        },
        spec: {
          ingressClassName: className,
          tls: [{ hosts: [hostname], secretName: 'frontend-tls' }],
          rules: [
            {
              host: hostname,
              http: {
                paths: [
                  { path: '/', pathType: 'Prefix', backend: { service: { name: 'frontend', port: { name: 'http' } } } },
                ],
              },
            },
          ],
        },
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
