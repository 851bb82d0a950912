import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import { metadata, type Place } from '../stack-context.ts';

/** Its account may read the one Secret that is named like the service. */
export function mayReadSecret(place: Place, name: string, options: pulumi.CustomResourceOptions): void {
  const named = { ...metadata(place, `${name}-secret-reader`, name) };
  new k8s.rbac.v1.Role(
    `${name}-secret-reader`,
    { metadata: named, rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: [name], verbs: ['get'] }] },
    options,
  );
  new k8s.rbac.v1.RoleBinding(
    `${name}-secret-reader`,
    {
      metadata: named,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: `${name}-secret-reader` },
      subjects: [{ kind: 'ServiceAccount', name, namespace: place.config.namespace }],
    },
    options,
  );
}
