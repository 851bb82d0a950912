import assert from 'node:assert/strict';
import type { Client } from '../api-client.ts';
import { useClient } from '../use-client.ts';
import { countRows } from './count-rows.ts';
import { type TestBackend, useBackend } from './start-backend.ts';

export interface RefusingBackend {
  readonly backend: TestBackend;
  readonly ada: Client;
  /** The path of ada's only task, once the tests run. */
  readonly taskPath: string;
  /** Counts the rows again, which must then stay the same. */
  recount(): Promise<void>;
}

/** A backend with one person and one task for a suite in which everything is refused. After each test nothing may have changed. */
export function useRefusingBackend(): RefusingBackend {
  const backend = useBackend();
  const ada = useClient(backend);
  let rows: Record<string, number>;
  const suite = {
    backend,
    ada,
    taskPath: '',
    async recount() {
      rows = await countRows(backend.orm);
    },
  };
  before(async () => {
    suite.taskPath = `/api/tasks/${(await ada.post('/api/tasks', { title: 'Untouched' })).body.id}`;
    await suite.recount();
  });
  afterEach(async () => {
    assert.deepEqual(await countRows(backend.orm), rows, 'a refused request has changed something');
    assert.equal((await ada.get(suite.taskPath)).body.version, 1);
  });
  return suite;
}
