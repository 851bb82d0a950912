import { createHash } from 'node:crypto';
import type { ClusterAccess } from './config.reader.ts';
import type { StackConfig } from './config.ts';

/** The context of every component: the configuration, and how to refer to our images. */
export interface StackContext {
  readonly config: StackConfig;
  readonly cluster: ClusterAccess;
  /** The full name of an image of ours; the Koa services and the migration share `services`. */
  readonly image: (name: 'services' | 'frontend') => string;
  /** When nodes pull our images. On a local cluster the images may have been built there and exist nowhere else. */
  readonly pullPolicy: 'Always' | 'IfNotPresent';
}

/** The labels by which Services and network policies select pods. They must never change: Kubernetes forbids it. */
export function selector(name: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'todo-chatbot' };
}

/** The labels of every resource. `component` is the part of the system it belongs to, and names its rendered file. */
export function labels(name: string, component: string = name): Record<string, string> {
  return {
    ...selector(name),
    'app.kubernetes.io/instance': 'todo-chatbot',
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/managed-by': 'pulumi',
  };
}

/**
 * Returns the options of a resource that holds data. Pulumi refuses to delete or replace it, and leaves it in the cluster when it
 * is removed from the stack.
 */
export function holdsData(throwAway: boolean): { protect: boolean; retainOnDelete: boolean } {
  return { protect: !throwAway, retainOnDelete: !throwAway };
}

export function metadata(context: StackContext, name: string, component: string = name) {
  return { name, namespace: context.config.namespace, labels: labels(name, component) };
}

/** The name of a Job with this content. A Job cannot be changed, so another content is another Job. */
export function jobName(name: string, content: unknown): string {
  return `${name}-${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8)}`;
}
