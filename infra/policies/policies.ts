import type { ResourceValidationPolicy } from '@pulumi/policy';
import { rules } from './rules.ts';

/** The rules in the form in which Pulumi applies them to each resource before creating it. */
export const policies: ResourceValidationPolicy[] = rules.map(({ name, description, violations }) => ({
  name,
  description,
  enforcementLevel: 'mandatory',
  validateResource({ type, props }, report) {
    if (!type.startsWith('kubernetes:')) return;
    for (const violation of violations(props)) report(violation);
  },
}));
