import { containersOf, podOf, type Rule } from './rule.ts';

export const restrictedPods: Rule = {
  name: 'restricted-pods',
  description:
    'Pods are as the restricted Pod Security Standard wants them, their root file systems are read-only, and they get no token.',
  violations(resource) {
    const pod = podOf(resource);
    if (!pod) return [];
    const { securityContext, automountServiceAccountToken, hostNetwork, hostPID, hostIPC, volumes = [] } = pod;
    const wrong = [
      securityContext?.runAsNonRoot !== true && 'The pod may run as root.',
      securityContext?.seccompProfile?.type !== 'RuntimeDefault' && 'The pod has no seccomp profile.',
      automountServiceAccountToken !== false && 'The pod gets a service-account token.',
      (hostNetwork || hostPID || hostIPC) && 'The pod shares a namespace with its machine.',
      volumes.some(({ hostPath }) => hostPath) && 'The pod mounts a folder of its machine.',
      ...containersOf(resource).flatMap(({ name, securityContext: container }) => [
        container?.allowPrivilegeEscalation !== false && `Container ${name} may gain privileges.`,
        container?.readOnlyRootFilesystem !== true && `Container ${name} has a writable root file system.`,
        container?.privileged && `Container ${name} is privileged.`,
        (!container?.capabilities?.drop?.includes('ALL') || container.capabilities.add?.length) &&
          `Container ${name} has capabilities.`,
      ]),
    ];
    return wrong.filter((sentence): sentence is string => typeof sentence === 'string');
  },
};
