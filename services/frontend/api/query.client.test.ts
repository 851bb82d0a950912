import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { InfiniteQueryObserver, type QueryClient } from '@tanstack/react-query';
import { createQueryClient, readAgain } from './query.client.ts';

describe('reading again after a change', () => {
  const queryKey = ['tasks'];
  let client: QueryClient;
  let responses: ((page: string) => void)[];
  let stop: () => void;

  beforeEach(() => {
    client = createQueryClient();
    responses = [];
    const queryFn = ({ signal }: { signal: AbortSignal }) =>
      new Promise<string>((resolve, reject) => {
        responses.push(resolve);
        signal.addEventListener('abort', reject);
      });
    const list = { queryKey, queryFn, initialPageParam: null, getNextPageParam: () => null };
    stop = new InfiniteQueryObserver(client, list).subscribe(() => {});
  });
  afterEach(() => stop());

  it('takes no response to a first request that was sent before the change', async () => {
    const done = readAgain(client, queryKey);
    await setImmediate();
    assert.equal(responses.length, 2);
    responses[0]?.('before');
    responses[1]?.('after');
    await done;
    assert.deepEqual(client.getQueryData<{ pages: string[] }>(queryKey)?.pages, ['after']);
  });

  it('reads what is there already once more', async () => {
    responses[0]?.('before');
    await setImmediate();
    const done = readAgain(client, queryKey);
    await setImmediate();
    responses[1]?.('after');
    await done;
    assert.deepEqual(client.getQueryData<{ pages: string[] }>(queryKey)?.pages, ['after']);
  });
});
