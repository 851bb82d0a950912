import { type appIds, components } from '../../../shared/events/topics.ts';
import type { StackConfig } from '../config.ts';
import type { DaprManifest } from './manifest.ts';

export type AppId = keyof typeof appIds;

type Api = 'publish' | 'state' | 'invoke' | 'secrets' | 'bindings';

/** An operation of an app that other apps may call. */
interface Operation {
  /** daprd 1.18 does not match a `*` in the middle of a path, so `**` stands for a variable part and all that follows it. */
  path: string;
  verbs: string[];
}

/** The Dapr APIs that each service may use, and the operations that others may call. Everything else is denied. */
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

/** Further versions of an API that are allowed. Publishing in bulk is an alpha version of `publish`. */
const versions: Partial<Record<Api, string[]>> = { publish: ['v1.0-alpha1'] };

/** Returns the configuration of one app in a cluster. It restricts callers by the certificates of Dapr's control plane. */
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
      secrets: ownSecret(app),
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

/** Returns the configuration of one app outside a cluster, where apps have no certificates to identify each other. */
export function localConfiguration(app: AppId): DaprManifest {
  return {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Configuration',
    comment: `Only the APIs that this service uses are allowed; the sidecar responds to all others with an error. The service can read its own
secret alone, and not those that components refer to by secretKeyRef.`,
    metadata: { name: app },
    // Dapr's CLI notes in the metadata which sidecars it started.
    spec: { api: { allowed: [httpMetadata, ...allowed(apps[app].apis)] }, secrets: ownSecret(app) },
  };
}

const httpMetadata = { name: 'metadata', version: 'v1.0', protocol: 'http' };

function ownSecret(app: AppId) {
  const allowedSecrets = apps[app].apis.includes('secrets') ? [app] : [];
  return { scopes: [{ storeName: components.secretStore, defaultAccess: 'deny', allowedSecrets }] };
}

/** Sends the sidecars' spans to the collector of the services, because both belong to the same traces. */
function tracing(collector: string) {
  const { host, protocol } = new URL(collector);
  return { samplingRate: '1', otel: { endpointAddress: host, isSecure: protocol === 'https:', protocol: 'http' } };
}

function allowed(apis: Api[]) {
  return [
    // The metadata API is not among them: the sidecar's health port, which is open to the node, would serve it without a token.
    ...apis.flatMap((name) => (versions[name] ?? ['v1.0']).map((version) => ({ name, version, protocol: 'http' }))),
    // Without a rule for gRPC, Dapr would allow every gRPC call. The services use HTTP only.
    { name: 'metadata', version: 'v1', protocol: 'grpc' },
  ];
}
