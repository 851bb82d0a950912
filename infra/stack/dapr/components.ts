import { appIds, components as names } from '../../../shared/events/topics.ts';
import type { BrokerAccess } from '../events/broker.access.ts';
import { component, type DaprManifest, type Setting } from './manifest.ts';
import { resiliency } from './resiliency.ts';

/** The values that differ between a cluster, Docker Compose and a developer's machine. */
export interface Surroundings {
  broker: BrokerAccess;
  /** A placeholder that Dapr replaces by a unique value, so that each replica is its own consumer group of `broadcast`. */
  replica: '{podName}' | '{uuid}';
  /** The source of secrets: a JSON file that maps each secret's name to its keys, or Kubernetes. */
  secrets: { file: string } | 'kubernetes';
  email?: { host: string; port: number; from: string } | undefined;
}

/** The name of the SMTP binding. */
export const emailBinding = 'email';

const { backend, notification, recurring, websocket } = appIds;

export function daprComponents({ broker, replica, secrets, email }: Surroundings): DaprManifest[] {
  // In Kubernetes, Dapr's operator resolves the secrets of components, so sidecars need no right to read them.
  const secretStore = secrets === 'kubernetes' ? 'kubernetes' : names.secretStore;
  const kafka = kafkaSettings(broker);
  return [
    component(
      names.pubsub,
      'pubsub.kafka',
      'v1',
      { ...kafka, initialOffset: 'oldest' },
      [backend, notification, recurring],
      {
        ...(broker.tls ? { secretStore } : {}),
        comment: `Every service is a consumer group of its own: consumerGroup stays unset, so it is the app id. One replica of a
service gets an event; a group that joins for the first time also gets what was published before (oldest).`,
      },
    ),
    component(
      names.broadcast,
      'pubsub.kafka',
      'v1',
      { ...kafka, consumerID: replica, initialOffset: 'newest' },
      [backend, websocket],
      {
        ...(broker.tls ? { secretStore } : {}),
        comment: `Every replica gets every event, but only of the time it is up: a live update that nobody was there to see is worth
nothing.`,
      },
    ),
    component(
      names.stateStore,
      'state.postgresql',
      'v2',
      { connectionString: { secret: 'statestore', key: 'connectionString' } },
      [recurring, notification],
      { secretStore },
    ),
    component(names.reminderCheck, 'bindings.cron', 'v1', { schedule: '@every 10s', direction: 'input' }, [backend], {
      comment: 'Fires on every replica of the backend, so the check claims what it sends.',
    }),
    secretStoreComponent(secrets),
    ...(email ? [emailComponent(email, secretStore)] : []),
    resiliency,
  ];
}

function kafkaSettings({ addresses, tls, ca }: BrokerAccess): Record<string, Setting | undefined> {
  if (!tls) return { brokers: addresses, authType: 'none' };
  return {
    brokers: addresses,
    authType: 'password',
    saslUsername: { secret: 'broker-user', key: 'username' },
    saslPassword: { secret: 'broker-user', key: 'password' },
    saslMechanism: 'SHA-512',
    disableTls: 'false',
    caCert: ca ? { secret: ca, key: 'ca.crt' } : undefined,
  };
}

function secretStoreComponent(secrets: Surroundings['secrets']): DaprManifest {
  return secrets === 'kubernetes'
    ? component(names.secretStore, 'secretstores.kubernetes', 'v1', {}, [backend, notification, websocket], {
        comment: "Each service's sidecar may read the Secret named like the service, and no other.",
      })
    : component(
        names.secretStore,
        'secretstores.local.file',
        'v1',
        { secretsFile: secrets.file, multiValued: 'true' },
        undefined,
        {
          comment: `The file maps a secret's name to its keys: { "backend": { "DATABASE_URL": "..." }, ... }. A relative path counts
from where the sidecar is started, the root of the repository. For all apps, for components read it, too.`,
        },
      );
}

export function emailComponent(
  { host, port, from }: NonNullable<Surroundings['email']>,
  secretStore: string,
): DaprManifest {
  return component(
    emailBinding,
    'bindings.smtp',
    'v1',
    {
      host,
      port: String(port),
      user: { secret: 'email', key: 'user' },
      password: { secret: 'email', key: 'password' },
      emailFrom: from,
      direction: 'output',
    },
    [notification],
    {
      secretStore,
      comment: `Send one mail at a time, and name recipient and subject with each: daprd 1.18 keeps them in the component between
requests.`,
    },
  );
}
