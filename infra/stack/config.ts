import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { issuerUrl } from '../../shared/auth/issuer-url.ts';
import { broker, postgres } from './config.data.ts';
import { cidr, count, name } from './config.values.ts';
import { secretValues } from './secrets/secret.values.ts';
import { versions } from './third-party.ts';

const host = z.string().regex(/^[a-z0-9.-]+$/, 'Must be a host name.');
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
