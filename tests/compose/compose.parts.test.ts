import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { type Reader, readers, secretsOf } from '../../infra/compose/secret.readers.ts';
import { composeSecrets } from '../../infra/compose/secrets.ts';
import { root } from '../../infra/local/config.ts';
import { databasesScript } from '../../infra/stack/data/postgres.single.ts';
import { deadLetterTopic, topics } from '../../shared/events/topics.ts';
import { throwAwayFolder } from '../support/services/local-system.ts';
import { type ComposeService, phase5Files, readCompose } from './compose.files.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('the database of compose', () => {
  const { services } = readCompose(phase5Files);

  it('is made as in the clusters', () => {
    const statements = read('infra/compose/postgres/databases.sql').match(/^create .*;$/gm) ?? [];
    assert.equal(statements.length, 4);
    assert.deepEqual([...statements].sort(), databasesScript.match(/^create .*;$/gm)?.sort());
  });

  it('sorts as in the clusters', () => {
    const { command = [], environment = {} } = services['postgres'] as ComposeService;
    const cluster = JSON.stringify(parseAllDocuments(read('infra/k8s/minikube/02-postgres.yaml')));
    assert.ok(cluster.includes(JSON.stringify(environment['POSTGRES_INITDB_ARGS'])));
    for (const word of command) assert.ok(cluster.includes(JSON.stringify(word)), word);
  });
});

describe('the broker of compose', () => {
  it('has every topic, and where what it refuses goes', () => {
    const { command = [] } = readCompose(phase5Files).services['topics'] as ComposeService;
    assert.deepEqual(
      command,
      topics.flatMap((topic) => [topic, deadLetterTopic(topic)]),
    );
  });
});

describe('the sidecars of compose', () => {
  const { services } = readCompose(phase5Files);
  const appIds = ['backend', 'notification', 'recurring', 'websocket'];
  const own = (appId: string) => [`--app-id=${appId}`, `--app-channel-address=${appId}`];

  it('are alike, but for their service', () => {
    const flags = appIds.map((appId) => {
      const { command = [] } = services[`${appId}-dapr`] as ComposeService;
      assert.deepEqual(command.slice(0, 2), own(appId));
      assert.equal(command[2], `--app-port=${services[appId]?.environment?.['PORT']}`);
      return command.slice(3).map((flag) => flag.replace(`=/config/${appId}.yaml`, '=/config/own.yaml'));
    });
    assert.ok(flags[0]?.includes('--config=/config/own.yaml'));
    for (const other of flags) assert.deepEqual(other, flags[0]);
  });

  it('share a network with their service alone', () => {
    for (const appId of appIds) {
      const members = Object.entries(services).filter(([, { networks = [] }]) => networks.includes(`${appId}-dapr`));
      assert.deepEqual(members.map(([name]) => name).sort(), [appId, `${appId}-dapr`]);
    }
  });

  it('are of the version that the clusters have, with no flag between them and their tokens', () => {
    const version = read('infra/stack/config.ts').match(/'(1\.\d+\.\d+)'/)?.[1];
    assert.ok(read('infra/compose/Dockerfile').includes(`daprio/daprd:${version}\n`));
    assert.match(read('infra/compose/daprd-with-tokens.sh'), /^exec \/daprd "\$@"$/m);
  });

  it('are found by the name that their configuration makes of an app id', () => {
    const config = read('infra/compose/name-resolution.yaml');
    const port = services['backend-dapr']?.command?.find((flag) => flag.startsWith('--dapr-internal-grpc-port='));
    assert.match(config, new RegExp(`format: "?\\{appid\\}-dapr:${port?.split('=')[1]}"?`));
  });
});

describe('what reaches people from compose', () => {
  const { services, networks } = readCompose(phase5Files);
  const reachesOutside = (name: string) => services[name]?.networks?.some((network) => !networks[network]?.internal);

  it('goes out by the notification service (pushes) and its sidecar (e-mail), and not by database and broker', () => {
    for (const name of ['notification', 'notification-dapr']) assert.ok(reachesOutside(name), name);
    for (const name of ['postgres', 'redpanda', 'topics']) assert.ok(!reachesOutside(name), name);
  });

  it('comes in by the page, which reaches the services whose ports it is told', () => {
    const { frontend, backend, websocket } = services;
    const share = (one?: ComposeService, other?: ComposeService) =>
      one?.networks?.some((network) => other?.networks?.includes(network));
    for (const [name, service] of Object.entries({ backend, websocket })) {
      const url = frontend?.environment?.[`${name.toUpperCase()}_URL`] ?? `http://${name}:8000`;
      assert.equal(url, `http://${name}:${service?.environment?.['PORT']}`);
      assert.ok(share(frontend, service), name);
    }
  });

  it('is e-mail for the backend, which offers a reset of passwords by it, where it is for the notification service', () => {
    const { backend, notification } = parse(read('docker-compose.phase5.yml'), { merge: true }).services;
    assert.match(backend.environment.EMAIL_BINDING, /^\$\{EMAIL_BINDING:-\}$/);
    assert.equal(notification.environment.EMAIL_BINDING, backend.environment.EMAIL_BINDING);
  });

  it('is signed with a key that the notification service alone gets, from its sidecar', async () => {
    const folder = throwAwayFolder();
    const secrets = await composeSecrets({ volume: folder.path }).finally(folder.remove);
    const key = secrets['vapid-private-key'] ?? assert.fail();
    const holders = (Object.keys(readers) as Reader[]).filter((reader) =>
      JSON.stringify(secretsOf(reader, secrets, {})).includes(key),
    );
    assert.deepEqual(holders, ['notification-dapr']);
    const store = JSON.parse(secretsOf('notification-dapr', secrets, {})['secrets.json'] ?? '');
    assert.equal(store.notification.VAPID_PRIVATE_KEY, key);
  });
});
