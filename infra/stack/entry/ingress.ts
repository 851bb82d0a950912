import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from '../config.ts';
import { metadata, type StackContext } from '../stack-context.ts';

/** The only entry from outside. It ends TLS and passes requests to the frontend, which forwards API requests to the backend. */
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
