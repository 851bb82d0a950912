import { containersOf, podOf, type Resource, type Rule } from './rule.ts';

export const limitsAndProbes: Rule = {
  name: 'limits-and-probes',
  description: 'Every container has requests and limits of processor and memory; one that stays has probes.',
  violations: (resource) => containersOf(resource).flatMap((container) => missing(resource, container)),
};

function missing(resource: Resource, container: ReturnType<typeof containersOf>[number]): string[] {
  const { name, resources, readinessProbe, livenessProbe } = container;
  const amounts = (['requests', 'limits'] as const).flatMap((which) =>
    ['cpu', 'memory'].filter((what) => !resources?.[which]?.[what]).map((what) => `${which}.${what}`),
  );
  const initial = podOf(resource)?.initContainers?.some((other) => other.name === name);
  const ends = initial || resource.kind === 'Job' || resource.kind === 'CronJob';
  const probes = ends ? [] : Object.entries({ readinessProbe, livenessProbe }).filter(([, probe]) => !probe);
  return [...amounts, ...probes.map(([probe]) => probe)].map((what) => `Container ${name} has no ${what}.`);
}
