import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { issuerUrl } from '../../shared/auth/issuer-url.ts';
import { secretValues } from './secrets/secret.values.ts';

const name = z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'Must be a Kubernetes name: a-z, 0-9 and hyphens.');
const quantity = z.string().regex(/^\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$/, 'Must be a quantity such as 500m or 20Gi.');
const count = z.int().min(1);
const host = z.string().regex(/^[a-z0-9.-]+$/, 'Must be a host name.');
const cidr = z.union([z.cidrv4(), z.cidrv6()], { error: 'Must be a range such as 10.0.0.0/8.' });

const storage = {
  /** Of each instance. */
  storage: quantity.default('10Gi'),
  /** Unset: the cluster's default storage class. */
  storageClass: name.optional(),
};

/** `single`: one pod with a volume. `cluster`: run by an operator, which the cluster must have. `external`: it exists. */
const postgres = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single'), ...storage }),
  z.strictObject({
    kind: z.literal('cluster'),
    ...storage,
    instances: count.default(3),
    /** PgBouncer pods in front of the services' connections. */
    poolers: count.default(2),
    /** Where base backups and the write-ahead log go: an ObjectStore of CloudNativePG's Barman Cloud plugin; unset: no backups. */
    backup: z
      .strictObject({
        /** Such as `s3://bucket/todo`. */
        destination: z.string().regex(/^[a-z0-9]+:\/\/./, 'Must be an address such as s3://bucket/folder.'),
        /** Of an object store that is not Amazon's. */
        endpoint: z.url().optional(),
        /** A Secret with ACCESS_KEY_ID and ACCESS_SECRET_KEY; unset: the rights of the nodes. */
        credentials: name.optional(),
        /** For how long. */
        retention: z
          .string()
          .regex(/^[1-9]\d*[dwm]$/, 'Must be a time such as 30d.')
          .default('30d'),
      })
      .optional(),
  }),
  /** Its addresses are in the secrets: see `externalUrls` of secret.values.ts. */
  z.strictObject({
    kind: z.literal('external'),
    range: cidr.default('0.0.0.0/0'),
    port: z.int().default(5432),
    /** A Secret whose `ca.crt` signed the server's certificate; unset: a public authority did. */
    ca: name.optional(),
  }),
]);

/** As `postgres`. `external` is any broker that speaks Kafka's protocol with TLS and SCRAM-SHA-512. */
const broker = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single'), ...storage }),
  z.strictObject({ kind: z.literal('cluster'), ...storage, brokers: count.default(3) }),
  z.strictObject({
    kind: z.literal('external'),
    addresses: z.array(z.string().regex(/^[a-z0-9.-]+:\d+$/, 'Must be host:port.')).min(1),
    range: cidr.default('0.0.0.0/0'),
  }),
]);

const replicas = z
  .strictObject({ min: count, max: count })
  .refine(({ min, max }) => min <= max, 'min must not exceed max.');

/**
 * Every key of Pulumi.<stack>.yaml, as `todo:<key>`; besides, `kubernetes:context` is the context of kubeconfig that the stack
 * belongs to, so that it never lands in another cluster. What has a default may be left out.
 * `pulumi config set todo:phase5 false --stack minikube`, or `--path todo:replicas.backend.max 10`.
 */
export const schema = z.strictObject({
  /** Everything is in it. */
  namespace: name.default('todo'),
  /** On: events, reminders, recurring tasks, live updates. Off: plain todo and chatbot. Data stays either way. */
  phase5: z.boolean(),
  /** A cluster that may be lost: its secrets are in the stack's file for all to see, and nothing is protected. */
  throwAway: z.boolean().default(false),
  /** Where people open the page; only from there the session cookie is accepted. */
  origin: z.url({ protocol: /^https?$/, error: 'Must be an origin such as https://todo.example.com.' }),
  images: z
    .strictObject({
      /** Followed by `/services:<version>` and `/frontend:<version>`. */
      registry: z.string().default('ghcr.io/todo-chatbot'),
      /** Default: the version of package.json. */
      version: z
        .string()
        .refine((version) => version !== 'latest', 'Must be a version, for "latest" is another one tomorrow.')
        .default(packageJson.version),
    })
    .prefault({}),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  postgres,
  broker: broker.default({ kind: 'single', storage: '10Gi' }),
  topics: z
    .strictObject({
      /** May grow, never shrink: a key keeps its order only while this stays. */
      partitions: count.default(12),
      /** At most the number of brokers. */
      replicas: count.default(1),
      /** For how long events are kept, and so what deleted accounts leave in the broker. */
      retentionHours: count.default(168),
    })
    .prefault({}),
  dapr: z
    .strictObject({
      /** False where the cluster has Dapr already. */
      install: z.boolean().default(true),
      version: z.string().default('1.18.3'),
      /** A folder with the chart, or its `oci://` address, where its public repository cannot be reached. */
      chart: z.string().optional(),
      namespace: name.default('dapr-system'),
      /** Three of each control plane pod. */
      highAvailability: z.boolean().default(false),
    })
    .prefault({}),
  /** `none`: `min` replicas. `cpu`: by processor load. `lag`: consumers by what waits in their topic, for which the cluster needs KEDA. */
  autoscaling: z.enum(['none', 'cpu', 'lag']).default('none'),
  replicas: z
    .strictObject({
      backend: replicas.default({ min: 1, max: 1 }),
      notification: replicas.default({ min: 1, max: 1 }),
      recurring: replicas.default({ min: 1, max: 1 }),
      websocket: replicas.default({ min: 1, max: 1 }),
      frontend: replicas.default({ min: 1, max: 1 }),
    })
    .prefault({}),
  /** Unset: reached by `kubectl port-forward` only. */
  ingress: z
    .strictObject({
      /** The cluster's ingress class. */
      className: name.default('nginx'),
      /** Where that controller runs; nobody else reaches the page. */
      namespace: name.default('ingress-nginx'),
      /** A cert-manager ClusterIssuer that makes the certificate. Unset: the Secret `frontend-tls` exists. */
      issuer: name.optional(),
    })
    .optional(),
  /** Where sidecars find the Kubernetes API, for the secrets: no network policy can name it otherwise. */
  kubernetesApi: z
    .strictObject({ range: cidr.default('0.0.0.0/0'), ports: z.array(z.int()).default([443, 6443]) })
    .prefault({}),
  /** The namespace of Prometheus, which may read the metrics. Unset: nobody may. */
  monitoring: name.optional(),
  /** Sends reminders by e-mail; user and password are in the Secret `email`. */
  email: z.strictObject({ host, port: z.int().default(587), from: z.email() }).optional(),
  /** A language model for the chatbot; without one a parser answers. */
  llm: z
    .strictObject({
      /** Of an endpoint that speaks OpenAI's chat completions. */
      baseUrl: z.url({ protocol: /^https?$/, error: 'Must be a URL such as https://llm.example.com/v1.' }),
      model: z.string(),
      /** It wants a key: LLM_API_KEY in the Secret `backend`, `llmApiKey` in todo:secrets. */
      apiKey: z.boolean().default(false),
      range: cidr.default('0.0.0.0/0'),
    })
    .optional(),
  /** An OpenID provider with which people may sign in, besides by password. */
  oidc: z
    .strictObject({
      issuer: issuerUrl,
      clientId: z.string(),
      /** What the page calls it; default: its host. */
      name: z.string().max(50).optional(),
      /** It gave a secret: OIDC_CLIENT_SECRET in the Secret `backend`, `oidcClientSecret` in todo:secrets. */
      clientSecret: z.boolean().default(false),
      range: cidr.default('0.0.0.0/0'),
    })
    .optional(),
  /** An OpenTelemetry collector (OTLP over HTTP) in the cluster, for the spans of services and sidecars. */
  telemetry: z
    .strictObject({
      endpoint: z.url({ protocol: /^https?$/, error: 'Must be an address such as http://collector.tracing:4318.' }),
      /** Where it runs. */
      namespace: name,
    })
    .optional(),
  /** Unset: the Secrets exist in the namespace, made by whatever keeps your secrets. `npm run new-secrets` makes new values. */
  secrets: secretValues.optional(),
});

/** The configuration as the program uses it: `todo:phase5` is called by what it switches. */
export type StackConfig = Readonly<Omit<z.infer<typeof schema>, 'phase5'> & { eventsEnabled: boolean }>;
