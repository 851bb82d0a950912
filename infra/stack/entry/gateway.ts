import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from '../config.ts';
import { ports } from '../ports.ts';
import { labels, metadata, type StackContext } from '../stack-context.ts';

const apiVersion = 'gateway.networking.k8s.io/v1';

/** The only entry from outside, by the Gateway API. It ends TLS and passes requests to the frontend. */
export class PublicGateway extends pulumi.ComponentResource {
  constructor(
    context: StackContext,
    { className, issuer }: NonNullable<StackConfig['gateway']>,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super('todo:stack:PublicGateway', 'gateway', {}, options);
    const { hostname } = new URL(context.config.origin);
    const resource = (kind: string, named: { name: string }, spec: object) =>
      new k8s.apiextensions.CustomResource(
        `${named.name}-${kind}`,
        { apiVersion, kind, metadata: named, spec },
        { parent: this },
      );
    if (context.config.prerequisites.gateway.install) {
      const named = { name: className, labels: labels(className, 'ingress') };
      resource('GatewayClass', named, { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' });
    }
    const listener = { hostname, allowedRoutes: { namespaces: { from: 'Same' } } };
    const tls = { mode: 'Terminate', certificateRefs: [{ name: 'frontend-tls' }] };
    const frontend = metadata(context, 'frontend', 'ingress');
    const annotations = issuer ? { annotations: { 'cert-manager.io/cluster-issuer': issuer } } : {};
    resource(
      'Gateway',
      { ...frontend, ...annotations },
      {
        gatewayClassName: className,
        listeners: [
          { name: 'https', port: 443, protocol: 'HTTPS', tls, ...listener },
          { name: 'http', port: 80, protocol: 'HTTP', ...listener },
        ],
      },
    );
    resource('HTTPRoute', frontend, {
      parentRefs: [{ name: 'frontend', sectionName: 'https' }],
      hostnames: [hostname],
      // Sockets and the chatbot's replies take long, so the gateway must not end requests.
      rules: [{ backendRefs: [{ name: 'frontend', port: ports.frontend }], timeouts: { request: '0s' } }],
    });
    resource('HTTPRoute', metadata(context, 'redirect', 'ingress'), {
      parentRefs: [{ name: 'frontend', sectionName: 'http' }],
      hostnames: [hostname],
      rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
    });
    this.registerOutputs();
  }
}
