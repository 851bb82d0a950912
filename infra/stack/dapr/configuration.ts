import { appIds, components } from '../../../shared/events/topics.ts';
import type { StackConfig } from '../config.ts';
import type { DaprManifest } from './manifest.ts';

export type AppId = keyof typeof appIds;

type Api = 'publish' | 'state' | 'invoke' | 'secrets' | 'bindings';

/** An operation of an app, and who may call it. */
interface Operation {
  /** daprd 1.18 does not match a `*` between other parts, so what follows a variable part is `**`. */
  path: string;
  verbs: string[];
}

/** What each service uses of Dapr, and which of its routes others may call: all else is refused. */
const apps: Record<AppId, { apis: Api[]; callers: Partial<Record<AppId, Operation[]>> }> = {
  backend: {
    apis: ['publish', 'invoke', 'secrets'],
    callers: {
      recurring: [{ path: '/internal/successors', verbs: ['POST'] }],
      websocket: [{ path: '/internal/session', verbs: ['POST'] }],
    },
  },
  notification: {
    apis: ['state', 'secrets', 'bindings'],
    callers: {
      backend: [{ path: '/users/**', verbs: ['GET', 'POST', 'PUT', 'DELETE'] }],
    },
  },
  recurring: { apis: ['state', 'invoke'], callers: {} },
  websocket: { apis: ['invoke', 'secrets'], callers: {} },
};

/** In bulk is another version of the same. */
const versions: Partial<Record<Api, string[]>> = { publish: ['v1.0-alpha1'] };

/** For one app, in a cluster: identities need the certificates that only Dapr's control plane gives out. */
export function appConfiguration(app: AppId, { namespace, dapr, telemetry }: StackConfig): DaprManifest {
  const { apis, callers } = apps[app];
  return {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Configuration',
    metadata: { name: app },
    spec: {
      mtls: {
        enabled: true,
        controlPlaneTrustDomain: 'cluster.local',
        sentryAddress: `dapr-sentry.${dapr.namespace}.svc.cluster.local:443`,
      },
      ...(telemetry ? { tracing: tracing(telemetry.endpoint) } : {}),
      api: { allowed: allowed(apis) },
      secrets: {
        scopes: [
          {
            storeName: components.secretStore,
            defaultAccess: 'deny',
            allowedSecrets: apis.includes('secrets') ? [app] : [],
          },
        ],
      },
      accessControl: {
        defaultAction: 'deny',
        trustDomain: 'public',
        policies: Object.entries(callers).map(([caller, operations]) => ({
          appId: caller,
          defaultAction: 'deny',
          trustDomain: 'public',
          namespace,
          operations: operations.map(({ path, verbs }) => ({ name: path, httpVerb: verbs, action: 'allow' })),
        })),
      },
    },
  };
}

/** For all apps together, outside a cluster. */
export const sharedConfiguration: DaprManifest = {
  apiVersion: 'dapr.io/v1alpha1',
  kind: 'Configuration',
  comment: `Only what the services use; the rest of the sidecar's API answers as if it were not there. What components refer to by
secretKeyRef is not a service's to read.`,
  metadata: { name: 'config' },
  spec: {
    api: {
      allowed: [
        { name: 'metadata', version: 'v1.0', protocol: 'http' },
        { name: 'publish', version: 'v1.0', protocol: 'http' },
        { name: 'publish', version: 'v1.0-alpha1', protocol: 'http' },
        { name: 'state', version: 'v1.0', protocol: 'http' },
        { name: 'invoke', version: 'v1.0', protocol: 'http' },
        { name: 'secrets', version: 'v1.0', protocol: 'http' },
        { name: 'bindings', version: 'v1.0', protocol: 'http' },
      ],
    },
    secrets: {
      scopes: [
        {
          storeName: components.secretStore,
          defaultAccess: 'deny',
          allowedSecrets: [appIds.backend, appIds.notification, appIds.websocket],
        },
      ],
    },
  },
};

/** To the same collector as the services' own spans, which are their parents and children. */
function tracing(collector: string) {
  const { host, protocol } = new URL(collector);
  return { samplingRate: '1', otel: { endpointAddress: host, isSecure: protocol === 'https:', protocol: 'http' } };
}

function allowed(apis: Api[]) {
  return [
    { name: 'metadata', version: 'v1.0', protocol: 'http' },
    ...apis.flatMap((name) => (versions[name] ?? ['v1.0']).map((version) => ({ name, version, protocol: 'http' }))),
    // Where no rule is for gRPC everything is allowed there; the services speak HTTP.
    { name: 'metadata', version: 'v1', protocol: 'grpc' },
  ];
}
