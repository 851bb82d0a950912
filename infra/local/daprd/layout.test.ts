import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { freePorts, throwAwayFolder } from '../../../tests/support/services/local-system.ts';
import type { Ports } from '../config.ts';
import type { Layout } from '../processes/process-plan.ts';
import { loadCredentials, writeSecrets } from '../resources/secrets.ts';
import { daprdLayout } from './layout.ts';
import { type DaprReplica, planReplicas } from './topology.ts';

describe('the layout on daprd', () => {
  const folder = throwAwayFolder();
  let ports: Ports;
  after(() => folder.remove());

  const read = (...path: string[]) => parse(readFileSync(join(folder.path, 'dapr', ...path), 'utf8'));

  async function lay(
    count: number,
    changes: { maxRetries?: number } = {},
  ): Promise<Layout & { replicas: DaprReplica[] }> {
    ports = await freePorts();
    const replicas = await planReplicas(ports, count);
    const credentials = await loadCredentials(folder.path);
    const { path: secretsFile, secrets } = await writeSecrets(folder.path, credentials, ports.POSTGRES_PORT);
    const plan = { eventsEnabled: true, dataDir: folder.path, ports, credentials, secrets, secretsFile };
    return { ...daprdLayout({ replicas, brokers: 'kafka:1, kafka:2', ...changes })(plan), replicas };
  }

  it('has one of each service where people expect it', async () => {
    const { services, sidecarsOnDatabase: sidecars = [] } = await lay(1);
    const where = services.map(({ name, env }) => [name, env['PORT'], env['DAPR_HTTP_PORT']]);
    assert.deepEqual(where, [
      ['backend', String(ports.BACKEND_PORT), String(ports.BACKEND_DAPR_PORT)],
      ['notification', String(ports.NOTIFICATION_PORT), String(ports.NOTIFICATION_DAPR_PORT)],
      ['recurring', String(ports.RECURRING_PORT), String(ports.RECURRING_DAPR_PORT)],
      ['websocket', String(ports.WEBSOCKET_PORT), String(ports.WEBSOCKET_DAPR_PORT)],
    ]);
    assert.deepEqual(
      sidecars.map(({ name, command }) => `${command} ${name}`),
      // The first sidecar creates the tables of the state store.
      ['daprd notification.daprd', 'daprd backend.daprd', 'daprd recurring.daprd', 'daprd websocket.daprd'],
    );
  });

  it('gives each replica a daprd of its own, and puts an entrance where people expect the service', async () => {
    const { services, sidecarsOnDatabase: sidecars = [], replicas } = await lay(2);
    assert.equal(sidecars.length, 8);
    for (const { name, service, port, sidecarPort } of replicas) {
      const flags = sidecars.find((plan) => plan.name === `${name}.daprd`)!.args;
      for (const flag of [`--app-id=${service}`, `--app-port=${port}`, `--dapr-http-port=${sidecarPort}`]) {
        assert.ok(flags.includes(flag), `${name}: ${flag}`);
      }
      assert.equal(services.find((plan) => plan.name === name)!.env['DAPR_HTTP_PORT'], String(sidecarPort));
    }
    const used = replicas.flatMap((each) => [each.port, each.sidecarPort, each.grpcPort, each.internalGrpcPort]);
    assert.equal(new Set(used).size, used.length);
    const entrances = JSON.parse(services.find(({ name }) => name === 'entrance')!.env['ENTRANCES']!);
    assert.deepEqual(entrances[0], {
      port: ports.BACKEND_PORT,
      targets: replicas.filter(({ service }) => service === 'backend').map(({ port }) => port),
    });
    assert.equal(entrances.length, 4);
  });

  it('renders the component files of the repository for this broker, and keeps their policies', async () => {
    await lay(1);
    const brokers = read('components', 'pubsub.yaml').spec.metadata.find(
      ({ name }: { name: string }) => name === 'brokers',
    );
    assert.equal(brokers.value, 'kafka:1, kafka:2');
    assert.equal(read('components', 'resiliency.yaml').spec.policies.retries.outage.maxRetries, 270);
    const { nameResolution, api } = read('config', 'backend.yaml').spec;
    assert.equal(nameResolution.configuration.connectionString, join(folder.path, 'dapr', 'names.db'));
    assert.ok(api.allowed.length > 0);
  });

  it('makes an event a dead letter after so many retries as it is told, and changes no other policy', async () => {
    await lay(1);
    const { policies, targets } = read('components', 'resiliency.yaml').spec;
    await lay(1, { maxRetries: 5 });
    policies.retries.outage.maxRetries = 5;
    const changed = read('components', 'resiliency.yaml').spec;
    assert.deepEqual([changed.policies, changed.targets], [policies, targets]);
  });
});
