import type { Rule } from './rule.ts';

export const daprIsScoped: Rule = {
  name: 'dapr-is-scoped',
  description: 'Every Dapr component, and resiliency, is for named apps only.',
  violations(resource) {
    const { apiVersion = '', kind = '', scopes } = resource;
    if (!apiVersion.startsWith('dapr.io/') || !['Component', 'Resiliency', 'Subscription'].includes(kind)) return [];
    return Array.isArray(scopes) && scopes.length > 0 ? [] : ['Every app may use it.'];
  },
};
