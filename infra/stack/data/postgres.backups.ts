import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from '../config.ts';
import { metadata, type StackContext } from '../stack-context.ts';

type Backup = NonNullable<Extract<StackConfig['postgres'], { kind: 'cluster' }>['backup']>;

/** CloudNativePG's archiving plugin with its parameters. */
export interface Archive {
  name: string;
  parameters: { barmanObjectName: string };
}

/** Creates the ObjectStore for backups and returns the plugin that writes to it. */
export function objectStore(context: StackContext, backup: Backup, parent: pulumi.Resource): Archive {
  const { destination, endpoint, credentials, retention } = backup;
  const key = (name: string) => ({ name: credentials, key: name });
  new k8s.apiextensions.CustomResource(
    'postgres-backups',
    {
      apiVersion: 'barmancloud.cnpg.io/v1',
      kind: 'ObjectStore',
      metadata: metadata(context, 'postgres-backups', 'postgres'),
      spec: {
        retentionPolicy: retention,
        configuration: {
          destinationPath: destination,
          ...(endpoint ? { endpointURL: endpoint } : {}),
          s3Credentials: credentials
            ? { accessKeyId: key('ACCESS_KEY_ID'), secretAccessKey: key('ACCESS_SECRET_KEY') }
            : { inheritFromIAMRole: true },
          wal: { compression: 'gzip' },
          data: { compression: 'gzip' },
        },
      },
    },
    { parent },
  );
  return { name: 'barman-cloud.cloudnative-pg.io', parameters: { barmanObjectName: 'postgres-backups' } };
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
