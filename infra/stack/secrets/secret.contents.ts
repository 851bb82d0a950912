import type { StackConfig } from '../config.ts';
import { databaseHosts } from '../data/postgres.access.ts';
import type { SecretValues } from './secret.values.ts';

/** One Secret with its keys. The first three Secrets have the same names in Dapr's secret store. */
export interface SecretContent {
  name: string;
  type: 'Opaque' | 'kubernetes.io/basic-auth';
  data: Record<string, string>;
}

/** The name of the Secret from which Redpanda's operator reads the brokers' superusers. */
export const brokerAdministrators = 'redpanda-administrators';

/** The name of the broker's user. */
export const brokerUser = 'todo';

/** Returns one Secret for each reader, with only what that reader needs. */
export function secretContents(config: StackConfig, values: SecretValues): SecretContent[] {
  const { postgres, eventsEnabled, email } = config;
  const urls = urlsOf(config, values);
  const opaque = (name: string, data: Record<string, string>): SecretContent => ({ name, type: 'Opaque', data });
  const login = (name: string, username: string, password: string): SecretContent => ({
    name,
    type: 'kubernetes.io/basic-auth',
    data: { username, password },
  });
  return [
    opaque('backend', {
      DATABASE_URL: urls.application,
      JWT_PRIVATE_KEY: values.jwtPrivateKey,
      JWT_PUBLIC_KEY: values.jwtPublicKey,
      ...(config.llm?.apiKey && values.llmApiKey ? { LLM_API_KEY: values.llmApiKey } : {}),
      ...(config.oidc?.clientSecret && values.oidcClientSecret ? { OIDC_CLIENT_SECRET: values.oidcClientSecret } : {}),
    }),
    opaque('migration', { MIGRATION_DATABASE_URL: urls.owner, DATABASE_URL: urls.application }),
    ...(postgres.kind === 'external'
      ? []
      : [
          login('postgres-owner', 'todo_owner', values.ownerPassword),
          login('postgres-state-store', 'todo_dapr', values.stateStorePassword),
        ]),
    ...(postgres.kind === 'cluster' && postgres.backup?.credentials && values.backupStore
      ? [opaque(postgres.backup.credentials, values.backupStore)]
      : []),
    ...(postgres.kind === 'single' ? [login('postgres-superuser', 'postgres', values.superuserPassword)] : []),
    ...(eventsEnabled
      ? [
          opaque('notification', {
            DATABASE_URL: urls.application,
            ...(values.vapidPrivateKey ? { VAPID_PRIVATE_KEY: values.vapidPrivateKey } : {}),
          }),
          opaque('websocket', { JWT_PUBLIC_KEY: values.jwtPublicKey }),
          opaque('statestore', { connectionString: urls.stateStore }),
          opaque('dapr-api-token', { token: values.daprApiToken }),
          opaque('app-api-token', { token: values.appApiToken }),
          ...(config.broker.kind === 'single' ? [] : [login('broker-user', brokerUser, values.brokerPassword)]),
          ...(config.broker.kind === 'cluster'
            ? [
                opaque(brokerAdministrators, {
                  'users.txt': `administrator:${values.brokerAdministratorPassword}:SCRAM-SHA-512`,
                }),
              ]
            : []),
          ...(email && values.email ? [opaque('email', values.email)] : []),
        ]
      : []),
  ];
}

function urlsOf(config: StackConfig, values: SecretValues): { owner: string; application: string; stateStore: string } {
  if (config.postgres.kind === 'external') {
    if (!values.externalUrls) throw new Error('todo:secrets.externalUrls is missing');
    return values.externalUrls;
  }
  const { direct, pooled } = databaseHosts(config);
  const url = (user: string, password: string, host: string, database: string) =>
    `postgresql://${user}:${password}@${host}:5432/${database}`;
  const tls =
    config.postgres.kind === 'single' ? 'sslmode=disable' : 'sslmode=verify-full&sslrootcert=/mnt/postgres-ca/ca.crt';
  return {
    owner: url('todo_owner', values.ownerPassword, direct, 'todo'),
    application: url('todo', values.applicationPassword, pooled, 'todo'),
    stateStore: `${url('todo_dapr', values.stateStorePassword, direct, 'dapr')}?${tls}`,
  };
}
