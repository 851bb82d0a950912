import type k8s from '@pulumi/kubernetes';

import type { StackContext } from './stack-context.ts';

type PodSpec = k8s.types.input.core.v1.PodSpec;
type Container = k8s.types.input.core.v1.Container;
type Volume = k8s.types.input.core.v1.Volume;
type VolumeMount = k8s.types.input.core.v1.VolumeMount;

/** The user id in the images of this repository. */
export const ownUser = 10_001;

/** Returns the settings by which a pod meets the restricted Pod Security Standard. */
export function restrictedPod(user: number = ownUser): Pick<PodSpec, 'securityContext' | 'enableServiceLinks'> {
  return {
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}

/** Returns the settings of scheduling and pulling that all pods of the stack share. */
export function scheduling({ config }: StackContext) {
  const { pullSecrets, nodeSelector, tolerations, priorityClass } = config.pods;
  return {
    ...(pullSecrets.length > 0 ? { imagePullSecrets: pullSecrets.map((name) => ({ name })) } : {}),
    ...(Object.keys(nodeSelector).length > 0 ? { nodeSelector } : {}),
    ...(tolerations.length > 0 ? { tolerations: tolerations as PodSpec['tolerations'] & object[] } : {}),
    ...(priorityClass ? { priorityClassName: priorityClass } : {}),
  };
}

export const restrictedContainer = {
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
} satisfies Partial<Container>;

export interface Resources {
  cpu: { request: string; limit: string };
  memory: { request: string; limit: string };
  /** Space for the container's own files: logs and /tmp. */
  disk?: { request: string; limit: string };
}

export function resources({ cpu, memory, disk = { request: '32Mi', limit: '256Mi' } }: Resources) {
  return {
    resources: {
      requests: { cpu: cpu.request, memory: memory.request, 'ephemeral-storage': disk.request },
      limits: { cpu: cpu.limit, memory: memory.limit, 'ephemeral-storage': disk.limit },
    },
  };
}

/** Returns writable folders for a read-only root file system. They disappear with the pod. */
export function scratch(...paths: string[]): { volumes: Volume[]; mounts: VolumeMount[] } {
  const folders = paths.map((mountPath) => ({ name: mountPath.slice(1).replaceAll('/', '-'), mountPath }));
  return {
    volumes: folders.map(({ name }) => ({ name, emptyDir: { sizeLimit: '64Mi' } })),
    mounts: folders,
  };
}

/** A value of a Secret that is mounted as a file, because variables are easier to leak. */
export interface SecretFile {
  /** The name of the variable. The container gets `<variable>_FILE` with the path. */
  variable: string;
  secret: string;
  key: string;
}

const secretsFolder = '/run/secrets';

/** Mounts each Secret as a folder that holds only the named keys. */
export function secretFiles(files: readonly SecretFile[]) {
  const secrets = Map.groupBy(files, ({ secret }) => secret);
  return {
    volumes: [...secrets].map(
      ([secret, files]): Volume => ({
        name: `secret-${secret}`,
        secret: {
          secretName: secret,
          defaultMode: 0o440,
          items: [...new Set(files.map(({ key }) => key))].map((key) => ({ key, path: key })),
        },
      }),
    ),
    mounts: [...secrets.keys()].map(
      (secret): VolumeMount => ({ name: `secret-${secret}`, mountPath: `${secretsFolder}/${secret}`, readOnly: true }),
    ),
    env: files.map(({ variable, secret, key }) => ({
      name: `${variable}_FILE`,
      value: `${secretsFolder}/${secret}/${key}`,
    })),
  };
}

export function variables(env: Record<string, string>): { name: string; value: string }[] {
  return Object.entries(env).map(([name, value]) => ({ name, value }));
}
