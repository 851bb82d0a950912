import type * as pulumi from '@pulumi/pulumi';
import { emailBinding } from './dapr/components.ts';
import type { Place } from './stack-context.ts';
import { ports } from './ports.ts';
import { Service, type ServiceArgs } from './service/service.ts';

type Options = pulumi.ComponentResourceOptions;

/** What each of them is given. Its `config.ts` says what the variables mean. */
export function backend(place: Place, options: Options): Service {
  const { phase5, origin, ingress, llm, oidc } = place.config;
  return koaService(place, options, {
    name: 'backend',
    port: ports.backend,
    env: {
      PHASE5_ENABLED: String(phase5),
      PUBLIC_ORIGIN: origin,
      // The page's server, and the ingress before it.
      TRUSTED_PROXIES: ingress ? '2' : '1',
      ...(llm ? { LLM_BASE_URL: llm.baseUrl, LLM_MODEL: llm.model } : {}),
      ...(oidc ? { OIDC_ISSUER: oidc.issuer, OIDC_CLIENT_ID: oidc.clientId } : {}),
      ...(oidc?.name ? { OIDC_NAME: oidc.name } : {}),
    },
    // With a sidecar these come from Dapr's secret store.
    secrets: phase5
      ? []
      : [
          ...['DATABASE_URL', 'JWT_PRIVATE_KEY', 'JWT_PUBLIC_KEY'],
          ...(llm?.apiKey ? ['LLM_API_KEY'] : []),
          ...(oidc?.clientSecret ? ['OIDC_CLIENT_SECRET'] : []),
        ].map((key) => ({ variable: key, secret: 'backend', key })),
    resources: { cpu: { request: '100m', limit: '1' }, memory: { request: '192Mi', limit: '512Mi' } },
    database: true,
    ...(phase5 ? { sidecar: { readsSecret: true, database: false } } : {}),
  });
}

export function notification(place: Place, options: Options): Service {
  return koaService(place, options, {
    name: 'notification',
    port: ports.notification,
    env: place.config.email ? { EMAIL_BINDING: emailBinding } : {},
    resources: { cpu: { request: '50m', limit: '500m' }, memory: { request: '128Mi', limit: '384Mi' } },
    database: true,
    sidecar: { readsSecret: true, database: true },
    consumes: 'reminders',
  });
}

export function recurring(place: Place, options: Options): Service {
  return koaService(place, options, {
    name: 'recurring',
    port: ports.recurring,
    env: {},
    resources: { cpu: { request: '50m', limit: '500m' }, memory: { request: '128Mi', limit: '384Mi' } },
    sidecar: { readsSecret: false, database: true },
    consumes: 'task-events',
  });
}

export function websocket(place: Place, options: Options): Service {
  return koaService(place, options, {
    name: 'websocket',
    port: ports.websocket,
    env: { PUBLIC_ORIGIN: place.config.origin },
    resources: { cpu: { request: '50m', limit: '500m' }, memory: { request: '128Mi', limit: '384Mi' } },
    sidecar: { readsSecret: true, database: false },
    // Its name is its consumer group: one that restarts goes on where it was, and does not leave a group behind.
    stateful: true,
  });
}

export function frontend(place: Place, options: Options): Service {
  const { phase5, ingress } = place.config;
  return new Service(
    place,
    {
      name: 'frontend',
      image: place.image('frontend'),
      port: ports.frontend,
      // Described in services/frontend/Caddyfile.
      env: {
        BACKEND_URL: `http://backend:${ports.backend}`,
        WEBSOCKET_URL: phase5 ? `http://websocket:${ports.websocket}` : '',
        ...(ingress ? { TRUSTED_PROXY_RANGES: 'private_ranges' } : {}),
      },
      resources: { cpu: { request: '20m', limit: '500m' }, memory: { request: '32Mi', limit: '128Mi' } },
      health: { alive: '/healthz', ready: '/' },
    },
    options,
  );
}

function koaService(place: Place, options: Options, args: Omit<ServiceArgs, 'image' | 'command'>): Service {
  const { logLevel, telemetry } = place.config;
  return new Service(
    place,
    {
      ...args,
      image: place.image('services'),
      command: ['node', `services/${args.name}/main.ts`],
      env: {
        PORT: String(args.port),
        LOG_LEVEL: logLevel,
        ...(telemetry ? { OTEL_EXPORTER_OTLP_ENDPOINT: telemetry.endpoint } : {}),
        ...(args.sidecar ? { DAPR_HTTP_PORT: String(ports.sidecarHttp) } : {}),
        ...args.env,
      },
      secrets: [
        ...(args.sidecar
          ? [
              { variable: 'DAPR_API_TOKEN', secret: 'dapr-api-token', key: 'token' },
              { variable: 'APP_API_TOKEN', secret: 'app-api-token', key: 'token' },
            ]
          : []),
        ...(args.secrets ?? []),
      ],
    },
    options,
  );
}
