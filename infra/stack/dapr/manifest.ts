/** A Dapr resource as a file has it, the same in every surrounding. */
export interface DaprManifest {
  apiVersion: 'dapr.io/v1alpha1';
  kind: 'Component' | 'Resiliency' | 'Configuration';
  /** Why it is as it is; written above it. */
  comment?: string;
  metadata: { name: string };
  spec: Record<string, unknown>;
  auth?: { secretStore: string };
  /** The apps that may use it; everybody where there are none, so there always are some, but for the store of secrets. */
  scopes?: string[];
}

/** A value, or where it is kept. */
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
      // daprd ends when a component is not there in time: by default 5 s, less than a broker needs that starts beside it.
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
