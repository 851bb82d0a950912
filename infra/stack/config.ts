import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { issuerUrl } from '../../shared/auth/issuer-url.ts';
import { secretValues } from './secrets/secret.values.ts';
import { versions } from './third-party.ts';

const name = z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'Must be a Kubernetes name: a-z, 0-9 and hyphens.');
const quantity = z.string().regex(/^\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$/, 'Must be a quantity such as 500m or 20Gi.');
const count = z.int().min(1);
const host = z.string().regex(/^[a-z0-9.-]+$/, 'Must be a host name.');
const cidr = z.union([z.cidrv4(), z.cidrv6()], { error: 'Must be a range such as 10.0.0.0/8.' });

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'Must be a digest: sha256: and 64 hexadecimal digits.');

const prerequisite = (version: string) =>
  z.strictObject({ install: z.boolean().default(false), version: z.string().default(version) });

const toleration = z.strictObject({
  key: z.string().optional(),
  operator: z.enum(['Exists', 'Equal']).optional(),
  value: z.string().optional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
  tolerationSeconds: z.int().optional(),
});

const storage = {
  /** The size of each instance's volume, as a Kubernetes quantity. Default: 10Gi. */
  storage: quantity.default('10Gi'),
  /** The storage class of the volumes. Default: the cluster's own. */
  storageClass: name.optional(),
};

const storeAddress = z
  .string()
  .regex(
    /^((s3|gs):\/\/.|https:\/\/[a-z0-9]+\.blob\.core\.windows\.net\/.)/,
    'Must be an address such as s3://bucket/folder.',
  );

/**
 * Who runs PostgreSQL. `single` is one pod with a volume. `cluster` is run by the operator CloudNativePG (`todo:prerequisites`).
 * `external` is a server that already exists.
 */
const postgres = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('single'),
    ...storage,
    /** Dumps of both databases to a volume. Default: none. */
    dumps: z
      .strictObject({
        ...storage,
        /** When, as in cron. Default: at 03:00 every day. */
        schedule: z.string().default('0 3 * * *'),
        /** The number of dumps that are kept. Default: 7. */
        keep: count.default(7),
        /** When the newest dump is restored beside the databases, to see that it can be. Default: at 05:00 every Sunday. */
        drill: z.string().default('0 5 * * 0'),
      })
      .optional(),
  }),
  z.strictObject({
    kind: z.literal('cluster'),
    ...storage,
    instances: count.default(3),
    /** The number of PgBouncer pods through which the services connect. Default: 2. */
    poolers: count.default(2),
    /** The object store that receives base backups and the write-ahead log, by CloudNativePG's Barman Cloud plugin. Default: no backups. */
    backup: z
      .strictObject({
        /**
         * The address of a folder in the object store. It decides the kind of store: `s3://bucket/todo`, `gs://bucket/todo`, or
         * for Azure `https://account.blob.core.windows.net/container/todo`.
         */
        destination: storeAddress,
        /** The URL of the object store. Default: Amazon S3. */
        endpoint: z.url().optional(),
        /**
         * The name of a Secret with ACCESS_KEY_ID and ACCESS_SECRET_KEY (s3), GOOGLE_CREDENTIALS (gs) or AZURE_CONNECTION_STRING (Azure).
         * `backupStore` in todo:secrets creates it. Default: the pods use the rights of their account or node.
         */
        credentials: name.optional(),
        /**
         * Annotations by which the account of PostgreSQL's pods has rights at the store, such as `eks.amazonaws.com/role-arn`,
         * `iam.gke.io/gcp-service-account` or `azure.workload.identity/client-id`.
         */
        identity: z.record(z.string(), z.string()).default({}),
        /** The name of this cluster within the destination. A cluster that is restored needs another one. Default: `postgres`. */
        serverName: name.default('postgres'),
        /** How long the backups are kept. */
        retention: z
          .string()
          .regex(/^[1-9]\d*[dwm]$/, 'Must be a time such as 30d.')
          .default('30d'),
        /** When the backup is restored into a second cluster, to see that it can be, as in cron. Default: at 05:00 every Sunday. */
        drill: z.string().default('0 5 * * 0'),
      })
      .optional(),
    /**
     * The backup from which a new cluster starts. It is read when the cluster is created, and never again. Default: a new cluster is
     * empty.
     */
    restore: z
      .strictObject({
        /** The address of the backup's folder. Default: that of `backup`. */
        destination: storeAddress.optional(),
        serverName: name.default('postgres'),
        /** The instant to which the cluster is restored. Default: the latest there is. */
        time: z.iso.datetime({ offset: true }).optional(),
      })
      .optional(),
  }),
  /** The addresses contain passwords, so they are secrets: see `externalUrls` in secret.values.ts. */
  z.strictObject({
    kind: z.literal('external'),
    range: cidr.default('0.0.0.0/0'),
    port: z.int().default(5432),
    /** The name of a Secret whose `ca.crt` signed the server's certificate. Default: a public authority signed it. */
    ca: name.optional(),
  }),
]);

/**
 * Who runs the broker. `single` is one Redpanda pod. `cluster` is Redpanda run by its operator. `external` is any existing
 * broker that speaks Kafka's protocol with TLS and SCRAM-SHA-512.
 */
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
 * Every key of Pulumi.<stack>.yaml, written there as `todo:<key>`. A key with a default may be left out. The file must
 * also set `kubernetes:context`, the context in kubeconfig, so that the stack is never deployed to another cluster. Examples:
 * `pulumi config set todo:phase5 false --stack minikube`, or `--path todo:replicas.backend.max 10`.
 */
export const schema = z.strictObject({
  /**
   * The Kubernetes namespace of all resources: its name, or `{ name, create: false }` for one that already exists, which may also
   * hold the Secrets. Default: `todo`, which is created.
   */
  namespace: z
    .union([
      name.transform((name) => ({ name, create: true })),
      z.strictObject({ name: name.default('todo'), create: z.boolean().default(true) }),
    ])
    .prefault({}),
  /**
   * Whether events, reminders, recurring tasks and live updates run. Without them there are only tasks and the chatbot.
   * Switching keeps all data.
   */
  phase5: z.boolean(),
  /** Whether the data may be lost. If so, the secrets may stand in the stack's file, and no resource is protected. Default: false. */
  throwAway: z.boolean().default(false),
  /** The origin at which users open the page. Session cookies are accepted only from this origin. */
  origin: z.url({ protocol: /^https?$/, error: 'Must be an origin such as https://todo.example.com.' }),
  images: z
    .strictObject({
      /** The registry and folder of the images, to which `/services:<version>` and `/frontend:<version>` are appended. */
      registry: z.string().default('ghcr.io/todo-chatbot'),
      /** The version of the images. Default: the version in package.json. */
      version: z
        .string()
        .refine((version) => version !== 'latest', 'Must be a version, for "latest" is another one tomorrow.')
        .default(packageJson.version),
      /** The digests of exactly these images, such as those that were signed. Default: the version alone names them. */
      digests: z.strictObject({ services: digest, frontend: digest }).optional(),
    })
    .prefault({}),
  /** The scheduling of all pods of this stack, including those of PostgreSQL and the broker, and the pulling of their images. */
  pods: z
    .strictObject({
      /** The names of the Secrets with which images are pulled. Default: none is needed. */
      pullSecrets: z.array(name).default([]),
      /** Labels that a node must have, such as `kubernetes.io/arch: arm64`. */
      nodeSelector: z.record(z.string(), z.string()).default({}),
      /** Taints of nodes that do not keep the pods away. */
      tolerations: z.array(toleration).default([]),
      priorityClass: name.optional(),
    })
    .prefault({}),
  /**
   * The DNS servers that pods ask, which network policies must allow: `kube-dns` (CoreDNS in kube-system), `node-local`
   * (NodeLocal DNSCache as well), `cloud-dns` (GKE's Cloud DNS), or a range of addresses. Default: `kube-dns`.
   */
  dns: z.union([z.enum(['kube-dns', 'node-local', 'cloud-dns']), cidr]).default('kube-dns'),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  postgres,
  broker: broker.default({ kind: 'single', storage: '10Gi' }),
  topics: z
    .strictObject({
      /** The partitions of each topic; the number may only grow. A change may let events overtake older ones of their key. Default: 12. */
      partitions: count.default(12),
      /** The copies of each partition, at most the number of brokers. Default: 1. */
      replicas: count.default(1),
      /** The broker keeps events for this many hours, including those of deleted accounts. Default: 168. */
      retentionHours: count.default(168),
    })
    .prefault({}),
  dapr: z
    .strictObject({
      /** Whether to install Dapr. Set it to false if the cluster already has Dapr. Default: true. */
      install: z.boolean().default(true),
      version: z.string().default('1.18.3'),
      /** A folder with Dapr's chart, or its `oci://` address. Default: Dapr's public chart repository. */
      chart: z.string().optional(),
      namespace: name.default('dapr-system'),
      /** Whether each component of Dapr's control plane has three pods. Default: false. */
      highAvailability: z.boolean().default(false),
    })
    .prefault({}),
  /**
   * How the number of replicas is chosen. `none` always runs `min` replicas. `cpu` scales by processor load. `lag` scales
   * consumers by the number of unread events in their topic and needs KEDA in the cluster. Default: `none`.
   */
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
  /**
   * The operators and controllers that the cluster needs besides. Set `install` to false for one that it already has; all are
   * independent of `todo:phase5`. A version is that of the Helm chart. Default: nothing is installed.
   */
  prerequisites: z
    .strictObject({
      /** Issues the certificates of the page, of Redpanda and of the backup plugin. */
      certManager: prerequisite(versions.certManager)
        .extend({
          /** The address for the account at Let's Encrypt. With it, the issuer of `todo:gateway` or `todo:ingress` is created. */
          acmeEmail: z.email().optional(),
        })
        .prefault({}),
      cloudNativePg: prerequisite(versions.cloudNativePg).prefault({}),
      /** CloudNativePG's plugin for backups. */
      barmanPlugin: prerequisite(versions.barmanPlugin).prefault({}),
      redpandaOperator: prerequisite(versions.redpandaOperator).prefault({}),
      keda: prerequisite(versions.keda).prefault({}),
      /** Envoy Gateway, which implements the Gateway API, and its class `envoy`. */
      gateway: prerequisite(versions.gateway).prefault({}),
    })
    .prefault({}),
  /**
   * The address and certificate by which the page is reached from outside, by a Gateway and its HTTPRoutes. It excludes
   * `todo:ingress`. Default: only by `kubectl port-forward`.
   */
  gateway: z
    .strictObject({
      /** The gateway class. Default: `envoy`. */
      className: name.default('envoy'),
      /** The namespace of the gateway's pods. Only they may connect to the page. Default: `envoy-gateway-system`. */
      namespace: name.default('envoy-gateway-system'),
      /** The cert-manager ClusterIssuer that issues the certificate. Default: the certificate is in the existing Secret `frontend-tls`. */
      issuer: name.optional(),
    })
    .optional(),
  /** The same with an Ingress, for clusters with an ingress controller. */
  ingress: z
    .strictObject({
      /** The ingress class. Default: `nginx`. */
      className: name.default('nginx'),
      /** The namespace of the ingress controller. Only its pods may connect to the page. Default: `ingress-nginx`. */
      namespace: name.default('ingress-nginx'),
      /** The cert-manager ClusterIssuer that issues the certificate. Default: the certificate is in the existing Secret `frontend-tls`. */
      issuer: name.optional(),
    })
    .optional(),
  /**
   * The Kubernetes API, from which sidecars read Secrets. Network policies can allow it only by address.
   * Default: any address, ports 443 and 6443.
   */
  kubernetesApi: z
    .strictObject({ range: cidr.default('0.0.0.0/0'), ports: z.array(z.int()).default([443, 6443]) })
    .prefault({}),
  /**
   * The namespace of Prometheus, which may then read the metrics, and is given PodMonitors, alerts and a dashboard by its operator and
   * Grafana's sidecar; or `{ namespace, operator: false }` for one without operator, which only may read. Default: nobody may read them.
   */
  monitoring: z
    .union([
      name.transform((namespace) => ({ namespace, operator: true })),
      z.strictObject({ namespace: name, operator: z.boolean().default(true) }),
    ])
    .optional(),
  /** The mail server that sends reminders. Its user and password are in the Secret `email`. Default: no e-mail. */
  email: z.strictObject({ host, port: z.int().default(587), from: z.email() }).optional(),
  /** The language model of the chatbot. Default: none, and a parser replies. */
  llm: z
    .strictObject({
      /** The URL of an endpoint with OpenAI's chat completions API. */
      baseUrl: z.url({ protocol: /^https?$/, error: 'Must be a URL such as https://llm.example.com/v1.' }),
      model: z.string(),
      /** Whether the endpoint needs a key, from LLM_API_KEY in the Secret `backend` or `llmApiKey` in todo:secrets. Default: false. */
      apiKey: z.boolean().default(false),
      range: cidr.default('0.0.0.0/0'),
    })
    .optional(),
  /** An OpenID provider with which users may also sign in. Default: they sign in by password only. */
  oidc: z
    .strictObject({
      issuer: issuerUrl,
      clientId: z.string(),
      /** The provider's name on the page. Default: its host name. */
      name: z.string().max(50).optional(),
      /** Whether the client has a secret: OIDC_CLIENT_SECRET in the Secret `backend` or `oidcClientSecret` in todo:secrets. Default: false. */
      clientSecret: z.boolean().default(false),
      range: cidr.default('0.0.0.0/0'),
    })
    .optional(),
  /** The OpenTelemetry collector in the cluster (OTLP over HTTP) that receives the spans of services and sidecars. Default: none. */
  telemetry: z
    .strictObject({
      endpoint: z.url({ protocol: /^https?$/, error: 'Must be an address such as http://collector.tracing:4318.' }),
      /** The collector's namespace. */
      namespace: name,
    })
    .optional(),
  /** The values of the Secrets; `npm run new-secrets` makes new ones. Default: the Secrets already exist in the namespace. */
  secrets: secretValues.optional(),
});

/**
 * The configuration as the program uses it. The key `todo:phase5` is named `eventsEnabled` here, and `todo:namespace.create`
 * `createsNamespace`.
 */
export type StackConfig = Readonly<
  Omit<z.infer<typeof schema>, 'phase5' | 'namespace'> & {
    eventsEnabled: boolean;
    namespace: string;
    createsNamespace: boolean;
  }
>;
