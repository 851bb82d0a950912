import { setTimeout as delay } from 'node:timers/promises';
import { DrillError } from './drill.error.ts';
import type { KubernetesApi } from './kubernetes.api.ts';
import {
  countLive,
  countRows,
  type Database,
  type LiveCounts,
  query,
  readActivity,
  withClient,
  wrongTables,
} from './row.counts.ts';

/** How long each step may take, in milliseconds. */
export interface DrillLimits {
  /** Until a segment is archived. CloudNativePG lets PostgreSQL begin another one after 5 minutes, if anything was written. */
  archived: number;
  /** Until a segment that is still the present one is taken for one in which nothing was written. */
  quiet: number;
  ready: number;
  connected: number;
  gone: number;
  /** The time between two looks. */
  poll: number;
}

const minute = 60_000;
export const drillLimits: DrillLimits = {
  archived: 20 * minute,
  quiet: 7 * minute,
  ready: 240 * minute,
  connected: 2 * minute,
  gone: 10 * minute,
  poll: 5000,
};

export interface RestoreDrill {
  kubernetes: KubernetesApi;
  /** The cluster that is restored. */
  cluster: { metadata: { name: string } };
  live: readonly Database[];
  /** Returns how to connect to the same databases of the restored cluster, whose certificate `ca` has signed. */
  restored(ca: string): readonly Database[];
  logger: Record<'info' | 'warn', (details: object, message: string) => void>;
  limits: DrillLimits;
  /** Ends the drill early, for its reason. The cluster is still deleted. */
  signal: AbortSignal;
}

interface ClusterStatus {
  status?: { phase?: string; phaseReason?: string; conditions?: { type: string; status: string }[] };
}

/**
 * Restores the backup of the live cluster into a second one, compares the rows of both, and deletes the second one whatever happens.
 * @throws DrillError that says what is wrong with the backup, or why that cannot be told.
 */
export async function restoreDrill(drill: RestoreDrill): Promise<void> {
  await remove(drill);
  const interrupted = new Promise<never>((_, reject) => {
    drill.signal.addEventListener('abort', () => reject(drill.signal.reason));
  });
  const reasons: Error[] = [];
  await Promise.race([restoreAndCompare(drill), interrupted]).catch((error) => reasons.push(error));
  await remove(drill).catch((error) => reasons.push(error));
  const [reason, ...more] = reasons;
  if (more.length > 0) throw new DrillError(reasons.map(({ message }) => message).join(' '), { cause: reason });
  if (reason) throw reason;
}

async function restoreAndCompare(drill: RestoreDrill): Promise<void> {
  const { kubernetes, cluster, live, logger, limits, signal } = drill;
  const { name } = cluster.metadata;
  const before = await countLive(live);
  logger.info({ tables: before.rows.size, segment: before.segment }, 'The rows of the live databases are counted.');
  await untilArchived(drill, before);

  signal.throwIfAborted();
  await kubernetes.create('cluster', cluster);
  logger.info({ cluster: name }, 'The cluster is restored from the backup.');
  await untilReady(drill);

  const secret = await kubernetes.get<{ data: Record<string, string> }>('secret', `${name}-ca`);
  if (!secret?.data['ca.crt']) throw new DrillError(`There is no ca.crt in the Secret ${name}-ca.`);
  const databases = drill.restored(Buffer.from(secret.data['ca.crt'], 'base64').toString());
  const restored = await until(drill, 'the restored databases can be read', limits.connected, () =>
    countRows(databases),
  );
  const wrong = wrongTables(before, restored, await readActivity(live));
  if (wrong.length > 0) throw new DrillError(`The backup does not restore all rows. ${wrong.join(' ')}`);
  logger.info({ tables: restored.size }, 'The backup can be restored, with all its rows.');
}

/**
 * Waits until the archive has all that was counted. If the segment is still the present one after some minutes, nothing was written in it,
 * and the archive has all there is.
 */
export async function untilArchived(
  drill: Pick<RestoreDrill, 'live' | 'logger' | 'limits' | 'signal'>,
  { segment }: Pick<LiveCounts, 'segment'>,
): Promise<void> {
  const { live, logger, limits } = drill;
  const began = performance.now();
  let lastFailed: string | null = null;
  const what = () => `segment ${segment} is archived${lastFailed ? `; ${lastFailed} failed` : ''}`;
  const archived = await until(drill, what, limits.archived, async () => {
    // The first 8 of the 24 characters are the timeline, which another primary changes.
    const [state] = await withClient(live[0]?.connection, (client) =>
      query<[{ archived: boolean; present: boolean; failed: string | null }]>(
        client,
        `select coalesce(substr(last_archived_wal, 9, 16) >= substr($1, 9, 16) collate "C", false) as archived,
                substr(pg_walfile_name(pg_current_wal_insert_lsn()), 9, 16) = substr($1, 9, 16) as present,
                last_failed_wal as failed
           from pg_stat_archiver`,
        [segment],
      ),
    );
    lastFailed = state.failed;
    return state.archived || (state.present && performance.now() - began >= limits.quiet ? false : undefined);
  });
  logger.info({ segment }, archived ? 'What was counted is archived.' : 'Nothing was written that is not archived.');
}

async function untilReady(drill: RestoreDrill): Promise<void> {
  const { kubernetes, cluster, logger, limits } = drill;
  const { name } = cluster.metadata;
  let reported = '';
  let phase: string | undefined;
  const what = () => `the cluster ${name} is ready${phase ? `; it says "${phase}"` : ''}`;
  await until(drill, what, limits.ready, async () => {
    const { status = {} } = (await kubernetes.get<ClusterStatus>('cluster', name)) ?? {};
    phase = [status.phase, status.phaseReason].filter(Boolean).join(': ');
    if (phase !== reported) logger.info({ phase }, 'Waiting until the restored cluster is ready.');
    reported = phase;
    return status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') || undefined;
  });
}

/**
 * Deletes the cluster and waits until its volume has gone, which is the last of what belongs to it. CloudNativePG would take what an
 * earlier cluster of that name has left for its own.
 */
async function remove({ kubernetes, cluster, logger, limits }: RestoreDrill): Promise<void> {
  const { name } = cluster.metadata;
  const unstoppable = { logger, limits, signal: new AbortController().signal };
  let waits = false;
  await until(unstoppable, `the cluster ${name} and its volume are deleted`, limits.gone, async () => {
    await kubernetes.delete('cluster', name);
    const left = await Promise.all([kubernetes.get('cluster', name), kubernetes.get('volume', `${name}-1`)]);
    if (left.every((resource) => !resource)) return true;
    if (!waits) logger.info({ cluster: name }, 'Waiting until the restored cluster is deleted.');
    waits = true;
    return undefined;
  });
}

/** Returns the first result that is not undefined. Errors are reported and pass, except those that would come again. */
async function until<Result>(
  { logger, limits, signal }: Pick<RestoreDrill, 'logger' | 'limits' | 'signal'>,
  what: string | (() => string),
  limit: number,
  ask: () => Promise<Result | undefined>,
): Promise<Result> {
  const deadline = performance.now() + limit;
  let reason = '';
  for (;;) {
    try {
      const result = await ask();
      if (result !== undefined) return result;
      reason = '';
    } catch (error) {
      if (error instanceof DrillError) throw error;
      if (reason !== String(error)) logger.warn({ reason: String(error) }, 'This is tried again.');
      reason = String(error);
    }
    if (performance.now() >= deadline) {
      const waited = `${Math.round(limit / minute)} minutes`;
      throw new DrillError(
        `Not within ${waited}: ${typeof what === 'string' ? what : what()}.${reason && ` ${reason}`}`,
      );
    }
    await delay(limits.poll, undefined, { signal });
  }
}
