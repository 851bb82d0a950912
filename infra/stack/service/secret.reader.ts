import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import { metadata, type StackContext } from '../stack-context.ts';

/** Lets the service's account read the one Secret that has the service's name. */
export function secretReader(context: StackContext, name: string, options: pulumi.CustomResourceOptions): void {
  const named = metadata(context, `${name}-secret-reader`, name);
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
      subjects: [{ kind: 'ServiceAccount', name, namespace: context.config.namespace }],
    },
    options,
  );
}
