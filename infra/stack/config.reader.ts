import * as pulumi from '@pulumi/pulumi';
import { ConfigError } from '../../shared/config.ts';
import { type StackConfig, schema } from './config.ts';

/** @throws ConfigError that names each key that is missing, wrong or unknown, and never repeats a value. */
export function parseConfig(given: Record<string, unknown>): StackConfig {
  const result = schema.safeParse(given, { reportInput: true });
  if (result.success) {
    const { phase5: eventsEnabled, namespace, ...settings } = result.data;
    return checked({ ...settings, eventsEnabled, namespace: namespace.name, createsNamespace: namespace.create });
  }
  const reasons = result.error.issues.map(({ path, message, code, input }) => {
    const key = ['todo:', ...path.map((part, at) => (at === 0 ? String(part) : `.${String(part)}`))].join('');
    if (code === 'unrecognized_keys') return `  ${key === 'todo:' ? '' : `${key}: `}${message}`;
    return `  ${key}: ${input === undefined && path.length > 0 ? 'is missing' : message}`;
  });
  throw new ConfigError(`The configuration of this stack is not usable:\n${reasons.join('\n')}`);
}

/** Checks the rules that depend on more than one key. */
function checked(config: StackConfig): StackConfig {
  const { broker, topics, throwAway, secrets, origin, ingress, gateway } = config;
  const wrong: string[] = [];
  const brokers = broker.kind === 'single' ? 1 : broker.kind === 'cluster' ? broker.brokers : undefined;
  if (brokers !== undefined && topics.replicas > brokers) {
    wrong.push(`todo:topics.replicas: There are only ${brokers} brokers.`);
  }
  if (throwAway && !secrets) wrong.push('todo:secrets: is missing, for todo:throwAway is on.');
  if (config.llm?.apiKey && secrets && !secrets.llmApiKey) {
    wrong.push('todo:secrets.llmApiKey: is missing, for todo:llm.apiKey is on.');
  }
  if (config.oidc?.clientSecret && secrets && !secrets.oidcClientSecret) {
    wrong.push('todo:secrets.oidcClientSecret: is missing, for todo:oidc.clientSecret is on.');
  }
  if (config.email && secrets && !secrets.email) {
    wrong.push('todo:secrets.email: is missing, for todo:email is set.');
  }
  if (ingress && gateway) wrong.push('todo:ingress: Must not be set beside todo:gateway.');
  const entry = gateway ?? ingress;
  if (entry && !origin.startsWith('https://')) wrong.push('todo:origin: Must begin with https:// behind an ingress.');
  if (config.prerequisites.certManager.acmeEmail && !entry?.issuer) {
    wrong.push('todo:prerequisites.certManager.acmeEmail: needs the issuer of todo:gateway or todo:ingress.');
  }
  if (secrets && config.postgres.kind === 'external' && !secrets.externalUrls) {
    wrong.push('todo:secrets.externalUrls: is missing, for todo:postgres.kind is external.');
  }
  if (config.postgres.kind === 'cluster' && config.postgres.restore) {
    const { backup, restore } = config.postgres;
    if (!backup) wrong.push('todo:postgres.backup: is missing, for todo:postgres.restore is set.');
    const same = (restore.destination ?? backup?.destination) === backup?.destination;
    if (same && restore.serverName === backup?.serverName) {
      wrong.push(
        'todo:postgres.backup.serverName: Must differ from that of todo:postgres.restore, whose backups it would overwrite.',
      );
    }
  }
  if (wrong.length > 0) throw unusable(wrong);
  return Object.freeze(config);
}

function unusable(reasons: string[]): ConfigError {
  return new ConfigError(
    `The configuration of this stack is not usable:\n${reasons.map((line) => `  ${line}`).join('\n')}`,
  );
}

/** The settings that say how to reach the cluster, from the stack's keys `kubernetes:…`. */
export interface ClusterAccess {
  context?: string | undefined;
  kubeconfig?: string | undefined;
  /** If this is set, resources are written to this folder and no cluster is used. */
  renderYamlToDirectory?: string | undefined;
}

/** Reads which cluster the stack is for. Without a context, kubectl's current context might be another cluster. */
export function clusterAccess({ throwAway }: StackConfig): ClusterAccess {
  const { allConfig } = pulumi.runtime;
  const { context, kubeconfig, renderYamlToDirectory } = Object.fromEntries(
    Object.entries(allConfig()).map(([key, value]) => [key.replace(/^kubernetes:/, ''), value]),
  );
  if (!context && !renderYamlToDirectory && !throwAway) {
    throw unusable(['kubernetes:context: is missing. Name the cluster: pulumi config set kubernetes:context CONTEXT']);
  }
  return { context, kubeconfig, renderYamlToDirectory };
}

/** Reads the configuration of the running stack. No other function reads it. */
export function stackConfig(): StackConfig {
  const prefix = 'todo:';
  const given = Object.entries(pulumi.runtime.allConfig()).filter(([key]) => key.startsWith(prefix));
  return parseConfig(Object.fromEntries(given.map(([key, text]) => [key.slice(prefix.length), parsed(text)])));
}

/** Parses a value from Pulumi, which passes all values as text, and objects, numbers and booleans as JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
