/** A Dapr resource as it stands in a YAML file. */
export interface DaprManifest {
  apiVersion: 'dapr.io/v1alpha1';
  kind: 'Component' | 'Resiliency' | 'Configuration';
  /** The comment that is rendered above the resource. */
  comment?: string;
  metadata: { name: string };
  spec: Record<string, unknown>;
  auth?: { secretStore: string };
  /** The apps that may use the resource. Without scopes every app may use it, so only the secret store has none. */
  scopes?: string[];
}

/** A value, or a reference to a secret. */
export type Setting = string | { secret: string; key: string };

export function component(
  name: string,
  type: string,
  version: string,
  settings: Record<string, Setting | undefined>,
  scopes: string[] | undefined,
  extra: { comment?: string; secretStore?: string } = {},
): DaprManifest {
  const items = Object.entries(settings).filter((entry): entry is [string, Setting] => entry[1] !== undefined);
  return {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Component',
    ...(extra.comment ? { comment: extra.comment } : {}),
    metadata: { name },
    spec: {
      type,
      version,
      // The time a component has to connect. daprd ends earlier if the connection is refused, so what starts a sidecar first waits for
      // the broker: service/wait.container.ts in a cluster, `depends_on` in Compose.
      initTimeout: '1m',
      metadata: items.map(([key, value]) =>
        typeof value === 'string'
          ? { name: key, value }
          : { name: key, secretKeyRef: { name: value.secret, key: value.key } },
      ),
    },
    ...(extra.secretStore ? { auth: { secretStore: extra.secretStore } } : {}),
    ...(scopes ? { scopes } : {}),
  };
}
