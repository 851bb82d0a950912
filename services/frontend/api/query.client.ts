import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  type Query,
  QueryCache,
  QueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { backoff } from '../live/backoff.ts';
import { ApiProblem, Unreachable } from './api.client.ts';

const attempts = 3;

export function createQueryClient(): QueryClient {
  const queryCache = new QueryCache({
    // The session has ended. Once `me` says that nobody is signed in, the page shows the sign-in view.
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 401) void client.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const client = new RepeatingClient({
    queryCache,
    defaultOptions: {
      queries: {
        // Live updates tell which data is stale; this covers the time without them.
        staleTime: 30_000,
        retry: (failures, error) => mayHelp(error) && failures < attempts,
        retryDelay: (failures, error) => retryAfterMs(error) ?? backoff(failures + 1),
      },
      mutations: { retry: (failures, error) => error instanceof Unreachable && failures < attempts },
    },
  });
  return client;
}

/** Reads queries again after a change. */
export async function readAgain(client: QueryClient, ...queryKeys: QueryKey[]): Promise<void> {
  await Promise.all(queryKeys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/**
 * Repeats a first request that is still on its way when its query is invalidated, since its response may lack the change.
 * TanStack Query repeats only later ones.
 */
class RepeatingClient extends QueryClient {
  override async invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const isFirst = ({ state }: Query) => state.data === undefined && state.fetchStatus !== 'idle';
    const first = new Set(this.getQueryCache().findAll(filters).filter(isFirst));
    await this.cancelQueries({ predicate: (query) => first.has(query) });
    return super.invalidateQueries(filters, options);
  }
}

/** Tells whether a retry may help. A refusal stays a refusal, but an error of the server or the network may pass. */
function mayHelp(error: Error): boolean {
  return !(error instanceof ApiProblem) || error.status >= 500;
}

function retryAfterMs(error: Error): number | undefined {
  const seconds = error instanceof ApiProblem ? error.retryAfterSeconds : undefined;
  return seconds ? seconds * 1000 : undefined;
}
