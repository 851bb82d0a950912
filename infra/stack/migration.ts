import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { postgresTrust, trustFolder } from './data/postgres.access.ts';
import { networkPolicy } from './network/network.policy.ts';
import { resources, restrictedContainer, restrictedPod, scheduling, scratch, secretFiles, variables } from './pod.ts';
import { secretsAnnotation } from './secrets/secret.digest.ts';
import { databaseAddress, waitContainer } from './service/wait.container.ts';
import { jobName, labels, metadata, type StackContext } from './stack-context.ts';

/** A Job that migrates the schema as its owner before any service of this version starts. It has no sidecar. */
export class Migration extends pulumi.ComponentResource {
  constructor(context: StackContext, options?: pulumi.ComponentResourceOptions) {
    super('todo:stack:Migration', 'migration', {}, options);
    const secrets = secretFiles([
      { variable: 'MIGRATION_DATABASE_URL', secret: 'migration', key: 'MIGRATION_DATABASE_URL' },
      { variable: 'DATABASE_URL', secret: 'migration', key: 'DATABASE_URL' },
    ]);
    const trust = databaseTrust(context);
    const database = databaseAddress(context);
    const writable = scratch('/tmp');
    const account = new k8s.core.v1.ServiceAccount(
      'migration',
      { metadata: metadata(context, 'migration'), automountServiceAccountToken: false },
      { parent: this },
    );
    networkPolicy(context, 'migration', 'migration', { parent: this });
    const spec = {
      // The database may still be starting, or go away again.
      backoffLimit: 20,
      template: {
        metadata: { labels: labels('migration'), annotations: secretsAnnotation(context.config, ['migration']) },
        spec: {
          ...restrictedPod(),
          ...scheduling(context),
          serviceAccountName: 'migration',
          automountServiceAccountToken: false,
          restartPolicy: 'OnFailure',
          ...(database.length > 0 ? { initContainers: [waitContainer(context, database)] } : {}),
          containers: [
            {
              name: 'migration',
              image: context.image('services'),
              imagePullPolicy: context.pullPolicy,
              ...restrictedContainer,
              command: ['node', 'shared/database/migrate.main.ts'],
              env: [...variables(trust.env), ...secrets.env],
              ...resources({ cpu: { request: '100m', limit: '1' }, memory: { request: '128Mi', limit: '384Mi' } }),
              volumeMounts: [...writable.mounts, ...secrets.mounts, ...trust.mounts],
            },
          ],
          volumes: [...writable.volumes, ...secrets.volumes, ...trust.volumes],
        },
      },
    };
    new k8s.batch.v1.Job(
      'migration',
      { metadata: { ...metadata(context, 'migration'), name: jobName('migration', spec) }, spec },
      { parent: this, dependsOn: account },
    );
    this.registerOutputs();
  }
}

/** The volume, mounts and variables by which a container trusts the authority that signed the database's certificate. */
export function databaseTrust(context: StackContext) {
  const { ca, env } = postgresTrust(context.config);
  return {
    env,
    volumes: ca
      ? [
          {
            name: 'postgres-ca',
            secret: { secretName: ca, defaultMode: 0o440, items: [{ key: 'ca.crt', path: 'ca.crt' }] },
          },
        ]
      : [],
    mounts: ca ? [{ name: 'postgres-ca', mountPath: trustFolder, readOnly: true }] : [],
  };
}
