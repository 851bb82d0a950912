import { QueryCache, QueryClient } from '@tanstack/react-query';
import { backoff } from '../live/backoff.ts';
import { ApiProblem, Unreachable } from './api.client.ts';

const attempts = 3;

export function createQueryClient(): QueryClient {
  const queryCache = new QueryCache({
    // The session has ended: who is signed in decides what is shown.
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 401) void client.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const client = new QueryClient({
    queryCache,
    defaultOptions: {
      queries: {
        // Live updates tell what is stale; this covers their absence.
        staleTime: 30_000,
        retry: (failures, error) => mayHelp(error) && failures < attempts,
        retryDelay: (failures, error) => retryAfterMs(error) ?? backoff(failures + 1),
      },
      mutations: { retry: (failures, error) => error instanceof Unreachable && failures < attempts },
    },
  });
  return client;
}

/** Whether it may help to read again: a refusal stays one, an error of the server or of the network may pass. */
function mayHelp(error: Error): boolean {
  return !(error instanceof ApiProblem) || error.status >= 500;
}

function retryAfterMs(error: Error): number | undefined {
  const seconds = error instanceof ApiProblem ? error.retryAfterSeconds : undefined;
  return seconds ? seconds * 1000 : undefined;
}
