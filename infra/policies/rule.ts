/** The fields of a Kubernetes resource that rules read. During a preview some values may still be unknown. */
export interface Resource {
  apiVersion?: string;
  kind?: string;
  metadata?: { name?: string };
  // biome-ignore lint/suspicious/noExplicitAny: any kind of resource
  [field: string]: any;
}

export interface Rule {
  name: string;
  description: string;
  /** Returns one sentence for each violation. */
  violations(resource: Resource): string[];
}

interface Container {
  name: string;
  image?: string;
  env?: { name: string; value?: string }[];
  ports?: { hostPort?: number }[];
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  securityContext?: {
    allowPrivilegeEscalation?: boolean;
    readOnlyRootFilesystem?: boolean;
    privileged?: boolean;
    capabilities?: { drop?: string[]; add?: string[] };
  };
  readinessProbe?: object;
  livenessProbe?: object;
}

interface Pod {
  containers: Container[];
  initContainers?: Container[];
  securityContext?: { runAsNonRoot?: boolean; seccompProfile?: { type?: string } };
  automountServiceAccountToken?: boolean;
  hostNetwork?: boolean;
  hostPID?: boolean;
  hostIPC?: boolean;
  volumes?: { name: string; hostPath?: object }[];
}

const workloads = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'];

/** Returns the pod template of a resource that creates pods. */
export function podOf(resource: Resource): Pod | undefined {
  if (resource.kind === 'Pod') return resource['spec'];
  if (resource.kind === 'CronJob') return resource['spec']?.jobTemplate?.spec?.template?.spec;
  return workloads.includes(resource.kind ?? '') ? resource['spec']?.template?.spec : undefined;
}

/** Returns all containers of a pod, including those that end before it starts. */
export function containersOf(resource: Resource): Container[] {
  const pod = podOf(resource);
  return pod ? [...(pod.initContainers ?? []), ...pod.containers] : [];
}
