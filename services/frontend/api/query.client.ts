import { QueryCache, QueryClient } from '@tanstack/react-query';
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
      },
      mutations: { retry: (failures, error) => error instanceof Unreachable && failures < attempts },
    },
  });
  return client;
}

/** Whether it may help to repeat the request: a refusal stays one, unless the server said that it is busy. */
function mayHelp(error: Error): boolean {
  return !(error instanceof ApiProblem) || error.status === 503;
}
