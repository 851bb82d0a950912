import { z } from 'zod';
import { cidr, count, name, quantity } from './config.values.ts';

const storage = {
  /** The size of each instance's volume, as a Kubernetes quantity. Default: 10Gi. */
  storage: quantity.default('10Gi'),
  /** The storage class of the volumes. Default: the cluster's own. */
  storageClass: name.optional(),
};

const storeAddress = z
  .string()
  .regex(
    /^((s3|gs):\/\/.|https:\/\/[a-z0-9]+\.blob\.core\.windows\.net\/.)/,
    'Must be an address such as s3://bucket/folder.',
  );

/**
 * Who runs PostgreSQL. `single` is one pod with a volume. `cluster` is run by the operator CloudNativePG (`todo:prerequisites`).
 * `external` is a server that already exists.
 */
export const postgres = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('single'),
    ...storage,
    /** Dumps of both databases to a volume. Default: none. */
    dumps: z
      .strictObject({
        ...storage,
        /** When, as in cron. Default: at 03:00 every day. */
        schedule: z.string().default('0 3 * * *'),
        /** The number of dumps that are kept. Default: 7. */
        keep: count.default(7),
        /** When the newest dump is restored beside the databases, to see that it can be. Default: at 05:00 every Sunday. */
        drill: z.string().default('0 5 * * 0'),
      })
      .optional(),
  }),
  z.strictObject({
    kind: z.literal('cluster'),
    ...storage,
    instances: count.default(3),
    /** The number of PgBouncer pods through which the services connect. Default: 2. */
    poolers: count.default(2),
    /** The object store that receives base backups and the write-ahead log, by CloudNativePG's Barman Cloud plugin. Default: no backups. */
    backup: z
      .strictObject({
        /**
         * The address of a folder in the object store. It decides the kind of store: `s3://bucket/todo`, `gs://bucket/todo`, or
         * for Azure `https://account.blob.core.windows.net/container/todo`.
         */
        destination: storeAddress,
        /** The URL of the object store. Default: Amazon S3. */
        endpoint: z.url().optional(),
        /**
         * The name of a Secret with ACCESS_KEY_ID and ACCESS_SECRET_KEY (s3), GOOGLE_CREDENTIALS (gs) or AZURE_CONNECTION_STRING (Azure).
         * `backupStore` in todo:secrets creates it. Default: the pods use the rights of their account or node.
         */
        credentials: name.optional(),
        /**
         * Annotations by which the account of PostgreSQL's pods has rights at the store, such as `eks.amazonaws.com/role-arn`,
         * `iam.gke.io/gcp-service-account` or `azure.workload.identity/client-id`.
         */
        identity: z.record(z.string(), z.string()).default({}),
        /** The name of this cluster within the destination. A cluster that is restored needs another one. Default: `postgres`. */
        serverName: name.default('postgres'),
        /** How long the backups are kept. */
        retention: z
          .string()
          .regex(/^[1-9]\d*[dwm]$/, 'Must be a time such as 30d.')
          .default('30d'),
        /** When the backup is restored into a second cluster, to see that it can be, as in cron. Default: at 05:00 every Sunday. */
        drill: z.string().default('0 5 * * 0'),
      })
      .optional(),
    /**
     * The backup from which a new cluster starts. It is read when the cluster is created, and never again. Default: a new cluster is
     * empty.
     */
    restore: z
      .strictObject({
        /** The address of the backup's folder. Default: that of `backup`. */
        destination: storeAddress.optional(),
        serverName: name.default('postgres'),
        /** The instant to which the cluster is restored. Default: the latest there is. */
        time: z.iso.datetime({ offset: true }).optional(),
      })
      .optional(),
  }),
  /** The addresses contain passwords, so they are secrets: see `externalUrls` in secret.values.ts. */
  z.strictObject({
    kind: z.literal('external'),
    range: cidr.default('0.0.0.0/0'),
    port: z.int().default(5432),
    /** The name of a Secret whose `ca.crt` signed the server's certificate. Default: a public authority signed it. */
    ca: name.optional(),
  }),
]);

/**
 * Who runs the broker. `single` is one Redpanda pod. `cluster` is Redpanda run by its operator. `external` is any existing
 * broker that speaks Kafka's protocol with TLS and SCRAM-SHA-512.
 */
export const broker = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single'), ...storage }),
  z.strictObject({ kind: z.literal('cluster'), ...storage, brokers: count.default(3) }),
  z.strictObject({
    kind: z.literal('external'),
    addresses: z.array(z.string().regex(/^[a-z0-9.-]+:\d+$/, 'Must be host:port.')).min(1),
    range: cidr.default('0.0.0.0/0'),
  }),
]);
