import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { StartError } from '../start-error.ts';

/** The programs with which the system gets onto a cluster of this machine. */
export interface Tools {
  cluster: 'minikube' | 'kind';
  /** The program that builds images for kind. Minikube builds them inside its cluster. */
  builder: 'docker' | 'podman' | undefined;
}

const addresses = {
  minikube: 'https://minikube.sigs.k8s.io/docs/start',
  kubectl: 'https://kubernetes.io/docs/tasks/tools',
  pulumi: 'https://www.pulumi.com/docs/install',
  docker: 'https://docs.docker.com/get-docker',
};

/**
 * Chooses the tools on the PATH: minikube, or else kind with a builder.
 * @throws StartError that names everything that is missing, and where to get it
 */
export function findTools(path: string): Tools {
  const has = (program: string) => path.split(delimiter).some((folder) => isProgram(join(folder, program)));
  const cluster = has('minikube') ? 'minikube' : has('kind') ? 'kind' : undefined;
  const builder = has('docker') ? 'docker' : has('podman') ? 'podman' : undefined;
  const missing = [
    ...(cluster ? [] : [`minikube (${addresses.minikube}) or kind`]),
    ...(cluster === 'kind' && !builder ? [`docker (${addresses.docker}) or podman, to build images for kind`] : []),
    ...(['kubectl', 'pulumi'] as const).filter((name) => !has(name)).map((name) => `${name} (${addresses[name]})`),
  ];
  if (!cluster || missing.length > 0) throw new StartError(`Install ${missing.join(', and ')}, and start again.`);
  return { cluster, builder: cluster === 'kind' ? builder : undefined };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
