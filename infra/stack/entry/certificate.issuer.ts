import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { labels, metadata, type StackContext } from '../stack-context.ts';

/** Let's Encrypt checks the host name by a challenge, to which cert-manager's pods respond at this port. */
const challengePort = 8089;

/** Creates the issuer of the page's certificate at Let's Encrypt, and the policy that lets its challenge through. */
export class CertificateIssuer extends pulumi.ComponentResource {
  constructor(
    context: StackContext,
    { email, issuer, entry }: { email: string; issuer: string; entry: string },
    options?: pulumi.ComponentResourceOptions,
  ) {
    super('todo:stack:CertificateIssuer', 'certificate-issuer', {}, options);
    const { gateway, ingress, namespace } = context.config;
    const http01 = gateway
      ? { gatewayHTTPRoute: { parentRefs: [{ kind: 'Gateway', name: 'frontend', namespace }] } }
      : { ingress: { ingressClassName: ingress?.className } };
    new k8s.apiextensions.CustomResource(
      'certificate-issuer',
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'ClusterIssuer',
        metadata: { name: issuer, labels: labels(issuer, 'ingress') },
        spec: {
          acme: {
            server: 'https://acme-v02.api.letsencrypt.org/directory',
            email,
            privateKeySecretRef: { name: `${issuer}-account` },
            solvers: [{ http01 }],
          },
        },
      },
      { parent: this },
    );
    const from = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': entry } } }];
    new k8s.networking.v1.NetworkPolicy(
      'acme-challenge',
      {
        metadata: metadata(context, 'acme-challenge', 'ingress'),
        spec: {
          podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
          policyTypes: ['Ingress'],
          ingress: [{ from, ports: [{ protocol: 'TCP', port: challengePort }] }],
        },
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
