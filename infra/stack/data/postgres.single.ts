import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from '../config.ts';
import { labels, metadata, type Place, selector } from '../place.ts';
import { resources, restrictedContainer, restrictedPod, scratch, secretFiles, variables } from '../pod.ts';
import { ports } from '../ports.ts';
import { images } from '../third-party.ts';
import { databasesScript } from './databases.script.ts';

/** The user `postgres` of the image. */
const user = 999;

/** One pod with a volume, for a cluster of one machine. The volume stays when the pod or the StatefulSet goes. */
export function postgresSingle(
  place: Place,
  { storage, storageClass }: Extract<StackConfig['postgres'], { kind: 'single' }>,
  parent: pulumi.Resource,
): void {
  const options = { parent };
  const named = metadata(place, 'postgres');
  const secrets = secretFiles([
    { variable: 'POSTGRES_PASSWORD', secret: 'postgres-superuser', key: 'password' },
    { variable: 'OWNER_PASSWORD', secret: 'postgres-owner', key: 'password' },
    { variable: 'STATE_STORE_PASSWORD', secret: 'postgres-state-store', key: 'password' },
  ]);
  const writable = scratch('/tmp', '/var/run/postgresql');
  const script = new k8s.core.v1.ConfigMap(
    'postgres-databases',
    { metadata: metadata(place, 'postgres-databases', 'postgres'), data: { 'databases.sql': databasesScript } },
    options,
  );
  new k8s.core.v1.Service(
    'postgres',
    {
      metadata: named,
      spec: {
        type: 'ClusterIP',
        clusterIP: 'None',
        selector: selector('postgres'),
        ports: [{ name: 'postgres', port: ports.postgres, targetPort: 'postgres' }],
      },
    },
    options,
  );
  const account = new k8s.core.v1.ServiceAccount(
    'postgres',
    { metadata: named, automountServiceAccountToken: false },
    options,
  );
  const ready = { exec: { command: ['pg_isready', '--username=postgres', '--host=127.0.0.1'] }, timeoutSeconds: 5 };
  new k8s.apps.v1.StatefulSet(
    'postgres',
    {
      metadata: named,
      spec: {
        serviceName: 'postgres',
        replicas: 1,
        selector: { matchLabels: selector('postgres') },
        template: {
          metadata: { labels: labels('postgres') },
          spec: {
            ...restrictedPod(user),
            serviceAccountName: account.metadata.name,
            automountServiceAccountToken: false,
            // Time for a checkpoint.
            terminationGracePeriodSeconds: 60,
            containers: [
              {
                name: 'postgres',
                image: images.postgres,
                imagePullPolicy: place.pull,
                ...restrictedContainer,
                // A Service's connections are spread over replicas with a pool each.
                args: ['postgres', '-c', 'max_connections=200', '-c', 'timezone=UTC'],
                env: [
                  // Sorting is the same everywhere; see infra/local/postgres.init.ts.
                  ...variables({
                    POSTGRES_INITDB_ARGS:
                      '--encoding=UTF8 --locale=C --lc-ctype=C.UTF-8 --locale-provider=icu --icu-locale=und --auth-host=scram-sha-256',
                  }),
                  ...secrets.env,
                ],
                ports: [{ name: 'postgres', containerPort: ports.postgres }],
                startupProbe: { ...ready, periodSeconds: 2, failureThreshold: 150 },
                readinessProbe: { ...ready, periodSeconds: 5 },
                livenessProbe: { tcpSocket: { port: 'postgres' }, periodSeconds: 10, failureThreshold: 6 },
                ...resources({
                  cpu: { request: '100m', limit: '2' },
                  memory: { request: '256Mi', limit: '1Gi' },
                }),
                volumeMounts: [
                  { name: 'data', mountPath: '/var/lib/postgresql' },
                  { name: 'databases', mountPath: '/docker-entrypoint-initdb.d', readOnly: true },
                  { name: 'shared-memory', mountPath: '/dev/shm' },
                  ...writable.mounts,
                  ...secrets.mounts,
                ],
              },
            ],
            volumes: [
              { name: 'databases', configMap: { name: script.metadata.name, defaultMode: 0o444 } },
              { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: '128Mi' } },
              ...writable.volumes,
              ...secrets.volumes,
            ],
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: 'data', labels: labels('postgres') },
            spec: {
              accessModes: ['ReadWriteOnce'],
              ...(storageClass ? { storageClassName: storageClass } : {}),
              resources: { requests: { storage } },
            },
          },
        ],
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      },
    },
    { parent, protect: !place.config.throwAway },
  );
}
