import type * as pulumi from '@pulumi/pulumi';
import { emailBinding } from './dapr/components.ts';
import { ports } from './ports.ts';
import type { ServiceArgs } from './service/service.args.ts';
import { Service } from './service/service.ts';
import type { StackContext } from './stack-context.ts';

// Each service's own config.ts documents the variables that are set here.

type Options = pulumi.ComponentResourceOptions;

export function backend(context: StackContext, options: Options): Service {
  const { eventsEnabled, origin, llm, oidc } = context.config;
  return koaService(context, options, {
    name: 'backend',
    port: ports.backend,
    env: {
      PHASE5_ENABLED: String(eventsEnabled),
      PUBLIC_ORIGIN: origin,
      // Requests pass the frontend and, if there is one, the gateway.
      TRUSTED_PROXIES: hasEntry(context) ? '2' : '1',
      ...(eventsEnabled && context.config.email ? { EMAIL_BINDING: emailBinding } : {}),
      ...(llm ? { LLM_BASE_URL: llm.baseUrl, LLM_MODEL: llm.model } : {}),
      ...(oidc ? { OIDC_ISSUER: oidc.issuer, OIDC_CLIENT_ID: oidc.clientId } : {}),
      ...(oidc?.name ? { OIDC_NAME: oidc.name } : {}),
    },
    // With a sidecar, the backend reads these secrets from Dapr's secret store.
    secrets: eventsEnabled
      ? []
      : [
          'DATABASE_URL',
          'JWT_PRIVATE_KEY',
          'JWT_PUBLIC_KEY',
          ...(llm?.apiKey ? ['LLM_API_KEY'] : []),
          ...(oidc?.clientSecret ? ['OIDC_CLIENT_SECRET'] : []),
        ].map((key) => ({ variable: key, secret: 'backend', key })),
    resources: { cpu: { request: '100m', limit: '1' }, memory: { request: '192Mi', limit: '512Mi' } },
    database: true,
    ...(eventsEnabled ? { sidecar: { readsSecret: true, database: false } } : {}),
  });
}

export function notification(context: StackContext, options: Options): Service {
  const { email, origin } = context.config;
  return koaService(context, options, {
    name: 'notification',
    port: ports.notification,
    env: {
      ...(email ? { EMAIL_BINDING: emailBinding } : {}),
      ...(origin.startsWith('https:') ? { PUSH_CONTACT: origin } : {}),
    },
    resources: { cpu: { request: '50m', limit: '500m' }, memory: { request: '128Mi', limit: '384Mi' } },
    database: true,
    sidecar: { readsSecret: true, database: true },
    consumes: 'reminders',
  });
}

export function recurring(context: StackContext, options: Options): Service {
  return koaService(context, options, {
    name: 'recurring',
    port: ports.recurring,
    env: {},
    resources: { cpu: { request: '50m', limit: '500m' }, memory: { request: '128Mi', limit: '384Mi' } },
    sidecar: { readsSecret: false, database: true },
    consumes: 'task-events',
  });
}

export function websocket(context: StackContext, options: Options): Service {
  return koaService(context, options, {
    name: 'websocket',
    port: ports.websocket,
    env: { PUBLIC_ORIGIN: context.config.origin },
    resources: { cpu: { request: '50m', limit: '500m' }, memory: { request: '128Mi', limit: '384Mi' } },
    sidecar: { readsSecret: true, database: false },
    // A pod's name is its consumer group. A restarted pod continues with its group and leaves no unused group behind.
    stateful: true,
  });
}

export function frontend(context: StackContext, options: Options): Service {
  const { eventsEnabled } = context.config;
  return new Service(
    context,
    {
      name: 'frontend',
      image: context.image('frontend'),
      port: ports.frontend,
      // services/frontend/Caddyfile describes these variables.
      env: {
        BACKEND_URL: `http://backend:${ports.backend}`,
        WEBSOCKET_URL: eventsEnabled ? `http://websocket:${ports.websocket}` : '',
        ...(hasEntry(context) ? { TRUSTED_PROXY_RANGES: 'private_ranges' } : {}),
      },
      resources: { cpu: { request: '20m', limit: '500m' }, memory: { request: '32Mi', limit: '128Mi' } },
      health: { alive: '/healthz', ready: '/' },
    },
    options,
  );
}

/** Tells whether a gateway or ingress controller is in front of the frontend. */
function hasEntry({ config }: StackContext): boolean {
  return Boolean(config.gateway ?? config.ingress);
}

function koaService(context: StackContext, options: Options, args: Omit<ServiceArgs, 'image' | 'command'>): Service {
  const { logLevel, telemetry } = context.config;
  return new Service(
    context,
    {
      ...args,
      image: context.image('services'),
      command: ['node', `services/${args.name}/main.ts`],
      env: {
        PORT: String(args.port),
        LOG_LEVEL: logLevel,
        CLOSING_SECONDS: '3',
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
