import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments, parseDocument, stringify } from 'yaml';

/** The folder with the repository's component files. */
export const dapr = join(import.meta.dirname, '../../dapr');

/** The settings that a run may change in the component files. */
export interface Rendering {
  brokers?: string;
  secretsFile: string;
  /** The schedule of the cron binding. */
  schedule?: string;
  /** The number of retries before an event becomes a dead letter. Service invocation keeps its own retries. */
  maxRetries?: number;
  /** The port of a mail server on this machine. Default: there is no e-mail binding. */
  smtpPort?: number;
}

interface Document {
  kind: string;
  metadata: { name: string };
  spec: {
    metadata?: { name: string; value?: string }[];
    policies?: { retries: { outage?: { maxRetries: number } } };
  };
}

/** Writes the repository's component files into `folder`, with the changed settings. */
export function renderComponents(folder: string, rendering: Rendering): void {
  const { brokers, secretsFile, schedule, maxRetries, smtpPort } = rendering;
  const values: Record<string, Record<string, string | undefined>> = {
    pubsub: { brokers },
    broadcast: { brokers },
    secrets: { secretsFile },
    'reminder-check': { schedule },
    email: { host: '127.0.0.1', port: String(smtpPort), user: '', password: '' },
  };
  mkdirSync(folder, { recursive: true });
  const sources = ['components', ...(smtpPort === undefined ? [] : ['optional'])].map((name) => join(dapr, name));
  for (const source of sources) {
    for (const file of readdirSync(source)) {
      const documents = parseAllDocuments(readFileSync(join(source, file), 'utf8')).map((document) => {
        const resource = document.toJS() as Document;
        return change(resource, values[resource.metadata.name] ?? {}, maxRetries);
      });
      writeFileSync(join(folder, file), documents.map((document) => stringify(document)).join('---\n'));
    }
  }
}

function change(
  resource: Document,
  values: Record<string, string | undefined>,
  maxRetries: number | undefined,
): Document {
  const { outage } = resource.spec.policies?.retries ?? {};
  if (outage && maxRetries !== undefined) outage.maxRetries = maxRetries;
  if (!resource.spec.metadata) return resource;
  // An item with an empty value is removed.
  const metadata = resource.spec.metadata
    .map((item) => (values[item.name] === undefined ? item : { name: item.name, value: values[item.name] as string }))
    .filter(({ value }) => value !== '');
  return { ...resource, spec: { ...resource.spec, metadata } };
}

/**
 * Writes an app's configuration in the repository into `file`, with name resolution by a file. The default outside Kubernetes is multicast,
 * by which a sidecar would also find the apps of other users of this system in the same network.
 */
export function renderConfiguration(file: string, appId: string, namesFile: string): void {
  const configuration = parseDocument(readFileSync(join(dapr, 'config', `${appId}.yaml`), 'utf8'));
  configuration.setIn(['spec', 'nameResolution'], {
    component: 'sqlite',
    version: 'v1',
    configuration: { connectionString: namesFile },
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, String(configuration));
}
