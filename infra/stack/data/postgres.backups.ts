import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from '../config.ts';
import { metadata, type StackContext } from '../stack-context.ts';

export type ClusterSettings = Extract<StackConfig['postgres'], { kind: 'cluster' }>;
type Backup = NonNullable<ClusterSettings['backup']>;

/** CloudNativePG's plugin for backups with its parameters. */
export interface Archive {
  name: string;
  parameters: { barmanObjectName: string; serverName: string };
}

/** Creates an ObjectStore and returns the plugin that writes to it, or reads from it. */
export function objectStore(
  context: StackContext,
  name: string,
  { destination, endpoint, credentials, retention, serverName }: Backup,
  parent: pulumi.Resource,
): Archive {
  new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: 'barmancloud.cnpg.io/v1',
      kind: 'ObjectStore',
      metadata: metadata(context, name, 'postgres'),
      spec: {
        retentionPolicy: retention,
        configuration: {
          destinationPath: destination,
          ...(endpoint ? { endpointURL: endpoint } : {}),
          ...storeCredentials(destination, credentials),
          wal: { compression: 'gzip' },
          data: { compression: 'gzip' },
        },
      },
    },
    { parent },
  );
  return { name: 'barman-cloud.cloudnative-pg.io', parameters: { barmanObjectName: name, serverName } };
}

/** Returns the credentials for the kind of store. Without a Secret, pods have the rights of their account or node. */
function storeCredentials(destination: string, secret: string | undefined): object {
  const key = (key: string) => ({ name: secret, key });
  if (destination.startsWith('gs://')) {
    return {
      googleCredentials: secret ? { applicationCredentials: key('GOOGLE_CREDENTIALS') } : { gkeEnvironment: true },
    };
  }
  if (destination.startsWith('https://')) {
    const azureCredentials = secret
      ? { connectionString: key('AZURE_CONNECTION_STRING') }
      : { inheritFromAzureAD: true };
    return { azureCredentials };
  }
  return {
    s3Credentials: secret
      ? { accessKeyId: key('ACCESS_KEY_ID'), secretAccessKey: key('ACCESS_SECRET_KEY') }
      : { inheritFromIAMRole: true },
  };
}

const owner = { database: 'todo', owner: 'todo_owner', secret: { name: 'postgres-owner' } };

/** Returns how a new cluster begins: empty, or with the content of a backup. */
export function bootstrap(
  context: StackContext,
  { backup, restore }: ClusterSettings,
  parent: pulumi.Resource,
): { bootstrap: object; externalClusters?: object[] } {
  if (!restore || !backup) {
    // Text is sorted as on every other machine; see infra/local/postgres/postgres.init.ts.
    const sorting = {
      encoding: 'UTF8',
      localeCollate: 'C',
      localeCType: 'C.UTF-8',
      localeProvider: 'icu',
      icuLocale: 'und',
    };
    return { bootstrap: { initdb: { ...owner, ...sorting, dataChecksums: true } } };
  }
  const { destination = backup.destination, serverName, time } = restore;
  const plugin = objectStore(context, 'postgres-origin', { ...backup, destination, serverName }, parent);
  return recovery(plugin, time ? { recoveryTarget: { targetTime: time } } : {});
}

/** Returns how a cluster begins with the content of a backup: the latest, unless there is a target. */
export function recovery(plugin: Archive, target = {}): { bootstrap: object; externalClusters: object[] } {
  return {
    bootstrap: { recovery: { source: 'origin', ...owner, ...target } },
    externalClusters: [{ name: 'origin', plugin }],
  };
}

/** Makes a base backup at once and every day at 03:00. The write-ahead log is archived continuously. */
export function dailyBackup(context: StackContext, archive: Archive, options: pulumi.CustomResourceOptions): void {
  new k8s.apiextensions.CustomResource(
    'postgres-daily-ScheduledBackup',
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: metadata(context, 'postgres-daily', 'postgres'),
      spec: {
        cluster: { name: 'postgres' },
        // The first of the six fields is seconds.
        schedule: '0 0 3 * * *',
        immediate: true,
        backupOwnerReference: 'self',
        method: 'plugin',
        pluginConfiguration: { name: archive.name },
      },
    },
    options,
  );
}
