import type { StackConfig } from './config.ts';

/** What every part of the system has to know. */
export interface Place {
  readonly config: StackConfig;
  /** Of the container images: `services` for the Koa services and the migration. */
  readonly image: (name: 'services' | 'frontend') => string;
  /** On a machine of one's own they may have been made there, and are nowhere else. */
  readonly pull: 'Always' | 'IfNotPresent';
}

/** How pods find each other, in Services and network policies. Never changes, for selectors cannot. */
export function selector(name: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'todo-chatbot' };
}

/** On everything. `component` is the part of the system it belongs to, and the file it is rendered into. */
export function labels(name: string, component: string = name): Record<string, string> {
  return {
    ...selector(name),
    'app.kubernetes.io/instance': 'todo-chatbot',
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/managed-by': 'pulumi',
  };
}

export function metadata(place: Place, name: string, component: string = name) {
  return { name, namespace: place.config.namespace, labels: labels(name, component) };
}
