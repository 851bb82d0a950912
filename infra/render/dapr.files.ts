import { appIds, components } from '../../shared/events/topics.ts';
import { daprComponents, emailComponent, type Surroundings } from '../stack/dapr/components.ts';
import { localConfiguration } from '../stack/dapr/configuration.ts';
import type { DaprManifest } from '../stack/dapr/manifest.ts';
import { yaml } from './yaml.ts';

const rendered = 'Rendered by `npm run render`. Change infra/stack/dapr/, not this file.';

const ownMachine: Surroundings = {
  broker: { addresses: 'localhost:9092', tls: false },
  replica: '{uuid}',
  secrets: { file: '.data/secrets.json' },
};

const compose: Surroundings = {
  broker: { addresses: 'redpanda:9092', tls: false },
  replica: '{uuid}',
  secrets: { file: '/run/secrets/{appID}-dapr/secrets.json' },
};

/** Returns the files that daprd and its stand-in read outside a cluster, as path to content. */
export function daprFiles(): Map<string, string> {
  return new Map([
    ...folder('infra/dapr', ownMachine),
    [
      'infra/dapr/optional/email.yaml',
      file(email, 'To send reminders by e-mail, copy this file to the folder components and enter your mail server.'),
    ],
    ...folder('infra/compose', compose),
  ]);
}

const email = emailComponent({ host: 'smtp.example.org', port: 587, from: 'todo@example.org' }, components.secretStore);

function folder(path: string, surroundings: Surroundings): [string, string][] {
  return [
    ...daprComponents(surroundings).map((manifest): [string, string] => [
      `${path}/components/${manifest.metadata.name}.yaml`,
      file(manifest),
    ]),
    ...Object.values(appIds).map((app): [string, string] => [
      `${path}/config/${app}.yaml`,
      file(localConfiguration(app)),
    ]),
  ];
}

function file({ comment, ...manifest }: DaprManifest, note?: string): string {
  return yaml([manifest], [rendered, note, comment].filter(Boolean).join('\n'));
}
