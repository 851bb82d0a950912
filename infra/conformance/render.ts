import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';

/** The component files of the repository. */
export const dapr = join(import.meta.dirname, '../dapr');

export interface Rendering {
  brokers?: string;
  secretsFile: string;
  /** Of the cron binding. */
  schedule: string;
  /** Before an event becomes a dead letter. */
  maxRetries: number;
  smtpPort: number;
}

interface Document {
  kind: string;
  metadata: { name: string };
  spec: {
    metadata?: { name: string; value?: string }[];
    policies?: { retries: Record<string, { maxRetries: number }> };
  };
}

/** Writes the repository's component files into `folder`, changed only in what a run has to decide for itself. */
export function renderComponents(
  folder: string,
  { brokers, secretsFile, schedule, maxRetries, smtpPort }: Rendering,
): void {
  const values: Record<string, Record<string, string | undefined>> = {
    pubsub: { brokers },
    broadcast: { brokers },
    secrets: { secretsFile },
    'reminder-check': { schedule },
    email: { host: '127.0.0.1', port: String(smtpPort), user: '', password: '' },
  };
  mkdirSync(folder, { recursive: true });
  const sources = ['components', 'optional'].map((name) => join(dapr, name));
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

function change(resource: Document, values: Record<string, string | undefined>, maxRetries: number): Document {
  for (const retry of Object.values(resource.spec.policies?.retries ?? {})) retry.maxRetries = maxRetries;
  if (!resource.spec.metadata) return resource;
  // An empty value takes the item out.
  const metadata = resource.spec.metadata
    .map((item) => (values[item.name] === undefined ? item : { name: item.name, value: values[item.name] as string }))
    .filter(({ value }) => value !== '');
  return { ...resource, spec: { ...resource.spec, metadata } };
}
